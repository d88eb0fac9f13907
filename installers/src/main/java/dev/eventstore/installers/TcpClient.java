package dev.eventstore.installers;

import com.google.protobuf.MessageLite;
import dev.eventstore.server.tcp.frame.Command;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection to a node over TCP, as an administrator. One thread at a time. */
final class TcpClient implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final int BUFFER_BYTES = 64 * 1024;

    /** Of command, flags and correlation. */
    private static final int HEAD_BYTES = 18;

    private static final byte WITH_LOGIN = 1;
    private static final byte[] LOGIN = "\5admin\10changeit".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final DataInputStream in;
    private long requests;

    TcpClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) ANSWER_WITHIN.toMillis());
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
    }

    void send(Command command, MessageLite message) throws IOException {
        byte[] payload = message.toByteArray();
        int length = HEAD_BYTES + LOGIN.length + payload.length;
        requests++;
        write(
                ByteBuffer.allocate(Integer.BYTES + length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(length)
                        .put((byte) command.code())
                        .put(WITH_LOGIN)
                        .putLong(requests)
                        .putLong(1)
                        .put(LOGIN)
                        .put(payload)
                        .array());
    }

    /** The payload of the next package, which must be such a one; heartbeats are answered. */
    byte[] await(Command wanted) throws IOException {
        while (true) {
            int length = Integer.reverseBytes(in.readInt());
            byte[] head = in.readNBytes(HEAD_BYTES);
            byte[] payload = in.readNBytes(length - HEAD_BYTES);
            int command = Byte.toUnsignedInt(head[0]);
            if (command == wanted.code()) {
                return payload;
            }
            if (command != Command.HEARTBEAT_REQUEST.code()) {
                throw new BuildFailedException(
                        "The node answered with command %d, not %s".formatted(command, wanted));
            }
            answerHeartbeat(head);
        }
    }

    private void answerHeartbeat(byte[] head) throws IOException {
        head[0] = (byte) Command.HEARTBEAT_RESPONSE.code();
        write(
                ByteBuffer.allocate(Integer.BYTES + HEAD_BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(HEAD_BYTES)
                        .put(head)
                        .array());
    }

    private void write(byte[] frame) throws IOException {
        socket.getOutputStream().write(frame);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
