package dev.eventstore.server.tcp.frame;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Packages with a whole message, a text, or nothing in them. */
public final class Frames {
    private Frames() {}

    /** A package without a payload. */
    public static Frame empty(Command command, Correlation correlation) {
        return raw(command, correlation, new byte[0], 0, 0);
    }

    /** A package with a text that is no message. */
    public static Frame text(Command command, Correlation correlation, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return raw(command, correlation, payload, 0, payload.length);
    }

    /** A package with the payload of a request. */
    public static Frame echo(Command command, Request request) {
        return raw(
                command, request.correlation(), request.bytes(), request.from(), request.length());
    }

    /** A package with a message. */
    public static Frame message(Command command, Correlation correlation, MessageLite message) {
        int head = FrameWriter.headBytes();
        byte[] bytes = new byte[head + message.getSerializedSize()];
        FrameWriter.writeHead(bytes, 0, command, correlation, bytes.length - head);
        try {
            message.writeTo(CodedOutputStream.newInstance(bytes, head, bytes.length - head));
        } catch (IOException impossible) {
            throw new UncheckedIOException("A message does not fit its own size", impossible);
        }
        return new Frame(bytes, 0, bytes.length);
    }

    private static Frame raw(
            Command command, Correlation correlation, byte[] payload, int from, int length) {
        int head = FrameWriter.headBytes();
        byte[] bytes = new byte[head + length];
        System.arraycopy(payload, from, bytes, head, length);
        FrameWriter.writeHead(bytes, 0, command, correlation, length);
        return new Frame(bytes, 0, bytes.length);
    }
}
