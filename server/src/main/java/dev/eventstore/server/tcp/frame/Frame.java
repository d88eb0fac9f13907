package dev.eventstore.server.tcp.frame;

/** One or several packages, ready to be sent. The bytes are not changed any more. */
public final class Frame {
    private final byte[] bytes;
    private final int from;
    private final int length;

    /**
     * @param bytes where the packages are
     * @param from their first byte
     * @param length how many bytes they have
     */
    public Frame(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.from = from;
        this.length = length;
    }

    /** Where the packages are. */
    public byte[] bytes() {
        return bytes;
    }

    /** Their first byte. */
    public int from() {
        return from;
    }

    /** How many bytes they have. */
    public int length() {
        return length;
    }
}
