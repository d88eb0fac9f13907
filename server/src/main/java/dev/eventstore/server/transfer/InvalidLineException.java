package dev.eventstore.server.transfer;

import java.io.IOException;

/** A line of a file is no event; the message says which line and why. */
public final class InvalidLineException extends IOException {
    private static final long serialVersionUID = 1;

    InvalidLineException(long line, String why) {
        super("Line " + line + ": " + why);
    }
}
