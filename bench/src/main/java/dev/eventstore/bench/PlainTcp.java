package dev.eventstore.bench;

import com.google.protobuf.MessageLite;
import dev.eventstore.server.tcp.frame.Command;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A socket of a plain client of TCP. One thread at a time. */
final class PlainTcp implements AutoCloseable {
    private static final int HEAD_BYTES = 22;

    private final Socket socket;
    private final DataInputStream in;

    /**
     * @param bufferBytes how much is read at once
     */
    PlainTcp(int port, int bufferBytes) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), bufferBytes));
    }

    void send(Command command, MessageLite message) throws IOException {
        send(command, 1, message);
    }

    /**
     * @param correlation names the request, other than 0
     */
    void send(Command command, long correlation, MessageLite message) throws IOException {
        byte[] payload = message.toByteArray();
        ByteBuffer bytes =
                ByteBuffer.allocate(HEAD_BYTES + payload.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(HEAD_BYTES - 4 + payload.length)
                        .put((byte) command.code())
                        .put((byte) 0)
                        .putLong(correlation)
                        .putLong(1)
                        .put(payload);
        socket.getOutputStream().write(bytes.array());
    }

    /** The payload of the next such package; heartbeats are answered. */
    byte[] await(Command wanted) throws IOException {
        while (true) {
            int length = Integer.reverseBytes(in.readInt());
            byte[] head = in.readNBytes(HEAD_BYTES - 4);
            byte[] payload = in.readNBytes(length - head.length);
            int command = head[0] & 0xff;
            if (command == wanted.code()) {
                return payload;
            }
            if (command != Command.HEARTBEAT_REQUEST.code()) {
                throw new IllegalStateException("The node answers " + command);
            }
            head[0] = (byte) Command.HEARTBEAT_RESPONSE.code();
            ByteBuffer answer = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            socket.getOutputStream().write(answer.putInt(head.length).put(head).array());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
