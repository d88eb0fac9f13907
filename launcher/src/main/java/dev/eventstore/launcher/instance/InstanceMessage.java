package dev.eventstore.launcher.instance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What goes over the socket: a text and a zero. */
final class InstanceMessage {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int BYTES_MAX = 16 * 1024;

    private InstanceMessage() {}

    static void write(SocketChannel channel, String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text + "\0");
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    static String read(SocketChannel channel) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        while (channel.read(buffer.clear()) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == 0) {
                    return text.toString(StandardCharsets.UTF_8);
                }
                text.write(next);
            }
            if (text.size() > BYTES_MAX) {
                throw new IOException("The message is too long");
            }
        }
        throw new IOException("The message is cut off");
    }
}
