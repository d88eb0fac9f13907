package dev.eventstore.server.grpc.call;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A client of HTTP/2 that sends frames as a test wants them, honest or not. Headers go out without
 * compression; of those that come in, tests look for plain text.
 */
final class Http2Socket implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int ACK = 1;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** A frame. */
    record Frame(int type, int flags, int stream, String payload) {
        boolean ends() {
            return (flags & END_STREAM) != 0;
        }
    }

    Http2Socket(URI node) throws IOException {
        socket = new Socket(node.getHost(), node.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        // No dynamic table: answers can be read without remembering those before.
        send(SETTINGS, 0, 0, new byte[] {0, 1, 0, 0, 0, 0});
    }

    /** Begins a call. */
    void call(int stream, String path, String... headers) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        header(block, ":method", "POST");
        header(block, ":scheme", "http");
        header(block, ":path", path);
        header(block, ":authority", "127.0.0.1");
        header(block, "content-type", "application/grpc");
        header(block, "te", "trailers");
        for (int i = 0; i < headers.length; i += 2) {
            header(block, headers[i], headers[i + 1]);
        }
        send(HEADERS, END_HEADERS, stream, block.toByteArray());
    }

    /** Sends a message with its true length, and nothing after it. */
    void message(int stream, byte[] message) throws IOException {
        byte[] framed = new byte[message.length + 5];
        framed[1] = (byte) (message.length >>> 24);
        framed[2] = (byte) (message.length >>> 16);
        framed[3] = (byte) (message.length >>> 8);
        framed[4] = (byte) message.length;
        System.arraycopy(message, 0, framed, 5, message.length);
        send(DATA, END_STREAM, stream, framed);
    }

    void send(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(frame);
        data.writeByte(payload.length >>> 16);
        data.writeShort(payload.length);
        data.writeByte(type);
        data.writeByte(flags);
        data.writeInt(stream);
        data.write(payload);
        out.write(frame.toByteArray());
        out.flush();
    }

    /** The next frame; throws {@link EOFException} if the node closed the connection. */
    Frame next() throws IOException {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = in.readNBytes(length);
        return new Frame(type, flags, stream, new String(payload, StandardCharsets.ISO_8859_1));
    }

    /** Reads on to the frame that ends a stream, well or not. */
    Frame end(int stream) throws IOException {
        while (true) {
            Frame frame = next();
            if (frame.stream() == stream && (frame.ends() || frame.type() == RST_STREAM)) {
                return frame;
            }
            if (frame.type() == GOAWAY) {
                return frame;
            }
        }
    }

    /** Reads on to a frame of this type. */
    Frame await(int type) throws IOException {
        Frame frame = next();
        while (frame.type() != type) {
            frame = next();
        }
        return frame;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static void header(ByteArrayOutputStream block, String name, String value) {
        block.write(0x10);
        text(block, name);
        text(block, value);
    }

    private static void text(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int rest = bytes.length;
        if (rest < 127) {
            block.write(rest);
        } else {
            block.write(127);
            rest -= 127;
            while (rest >= 128) {
                block.write((rest & 127) | 128);
                rest >>>= 7;
            }
            block.write(rest);
        }
        block.writeBytes(bytes);
    }
}
