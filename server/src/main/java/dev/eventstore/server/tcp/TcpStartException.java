package dev.eventstore.server.tcp;

import java.io.IOException;

/** A port cannot be listened on. */
public final class TcpStartException extends Exception {
    private static final long serialVersionUID = 1;

    private final TcpSettings.Door door;

    TcpStartException(TcpSettings.Door door, IOException cause) {
        super("Port " + door.port() + " cannot be listened on: " + cause.getMessage(), cause);
        this.door = door;
    }

    /** The port that is meant. */
    public TcpSettings.Door door() {
        return door;
    }
}
