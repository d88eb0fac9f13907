package dev.eventstore.server.tcp.frame;

import org.jspecify.annotations.Nullable;

/** A package that a client sent. Its payload lies in a buffer that the next package overwrites. */
public final class Request {
    private final int code;
    private final Correlation correlation;
    private final @Nullable Credentials credentials;
    private final byte[] bytes;
    private final int from;
    private final int length;

    Request(
            int code,
            Correlation correlation,
            @Nullable Credentials credentials,
            byte[] bytes,
            int from,
            int length) {
        this.code = code;
        this.correlation = correlation;
        this.credentials = credentials;
        this.bytes = bytes;
        this.from = from;
        this.length = length;
    }

    /** The command, {@code null} if there is none with this code. */
    public @Nullable Command command() {
        return Command.of(code);
    }

    /** The command in words, for messages. */
    public String name() {
        Command command = command();
        return command == null ? String.format("0x%02X", code) : command.name();
    }

    /** What answers carry. */
    public Correlation correlation() {
        return correlation;
    }

    /** Who sent it; {@code null} if it does not tell. */
    public @Nullable Credentials credentials() {
        return credentials;
    }

    /** Where the payload is. */
    public byte[] bytes() {
        return bytes;
    }

    /** The first byte of the payload. */
    public int from() {
        return from;
    }

    /** How many bytes the payload has. */
    public int length() {
        return length;
    }

    /** Tells of no payload. */
    @Override
    public String toString() {
        return name() + " of " + length + " bytes";
    }
}
