package dev.eventstore.server.tcp;

import com.google.protobuf.MessageLite;
import dev.eventstore.server.tcp.frame.Command;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A client that sends bytes as they are, and cuts what comes into packages. */
final class WireClient implements AutoCloseable {
    static final int PATIENCE_MILLIS = 20_000;

    private static final int HEAD_BYTES = 18;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    /**
     * A package that came.
     *
     * @param correlation 16 bytes in hexadecimal
     * @param payload as ISO 8859-1, one character for each byte
     */
    record Received(int command, String correlation, String payload) {
        byte[] bytes() {
            return payload.getBytes(StandardCharsets.ISO_8859_1);
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        boolean is(Command wanted) {
            return command == wanted.code();
        }
    }

    WireClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** How long to wait for a package. */
    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** A correlation id that is easy to recognise. */
    static String id(int number) {
        return "%032x".formatted(number);
    }

    void hex(String bytes) throws IOException {
        raw(HexFormat.of().parseHex(bytes.replace(" ", "")));
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void send(Command command, String correlation, byte[] payload) throws IOException {
        raw(bytes(command.code(), 0, correlation, new byte[0], payload));
    }

    void send(Command command, int id, MessageLite message) throws IOException {
        send(command, id(id), message.toByteArray());
    }

    void sendAs(String login, String password, Command command, int id, byte[] payload)
            throws IOException {
        byte[] name = login.getBytes(StandardCharsets.UTF_8);
        byte[] secret = password.getBytes(StandardCharsets.UTF_8);
        ByteBuffer credentials = ByteBuffer.allocate(2 + name.length + secret.length);
        credentials.put((byte) name.length).put(name).put((byte) secret.length).put(secret);
        raw(bytes(command.code(), 1, id(id), credentials.array(), payload));
    }

    static byte[] bytes(
            int command, int flags, String correlation, byte[] credentials, byte[] payload) {
        int length = HEAD_BYTES + credentials.length + payload.length;
        return ByteBuffer.allocate(4 + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .put((byte) command)
                .put((byte) flags)
                .put(HexFormat.of().parseHex(correlation))
                .put(credentials)
                .put(payload)
                .array();
    }

    /** The next package that is no heartbeat. */
    Received next() throws IOException {
        Received received = any();
        while (received.is(Command.HEARTBEAT_REQUEST)) {
            send(Command.HEARTBEAT_RESPONSE, received.correlation, new byte[0]);
            received = any();
        }
        return received;
    }

    /** The next package. */
    Received any() throws IOException {
        int length = Integer.reverseBytes(in.readInt());
        byte[] all = new byte[length];
        in.readFully(all);
        return new Received(
                all[0] & 0xff,
                HexFormat.of().formatHex(all, 2, HEAD_BYTES),
                new String(all, HEAD_BYTES, length - HEAD_BYTES, StandardCharsets.ISO_8859_1));
    }

    /** Answers whether the other side hung up, and waits for what comes. */
    boolean hasEnded() throws IOException {
        return in.read() < 0;
    }

    /** The next bytes, in hexadecimal. */
    String hex(int count) throws IOException {
        return HexFormat.of().formatHex(in.readNBytes(count));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
