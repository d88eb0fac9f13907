package dev.eventstore.launcher.instance;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers programs that came later, one after another. */
final class InstanceServer implements AutoCloseable {
    static final String SOCKET = "instance.socket";

    private static final Logger logger = LoggerFactory.getLogger(InstanceServer.class);

    private final Path file;
    private final ServerSocketChannel channel;
    private final UnaryOperator<String> answers;

    private InstanceServer(Path file, ServerSocketChannel channel, UnaryOperator<String> answers) {
        this.file = file;
        this.channel = channel;
        this.answers = answers;
    }

    /** Whoever holds the lock may remove what an earlier program left behind. */
    static InstanceServer start(Path file, UnaryOperator<String> answers) throws IOException {
        Files.deleteIfExists(file);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(file));
        InstanceServer server = new InstanceServer(file, channel, answers);
        Thread.ofPlatform().daemon().name("instance").start(server::run);
        return server;
    }

    private void run() {
        while (channel.isOpen()) {
            try (SocketChannel visitor = channel.accept()) {
                // One that says nothing must not keep the others waiting.
                Thread.ofVirtual().start(() -> answer(visitor)).join(InstanceMessage.PATIENCE);
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException failed) {
                logger.debug("A visitor was not answered", failed);
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    private void answer(SocketChannel visitor) {
        try {
            InstanceMessage.write(visitor, answers.apply(InstanceMessage.read(visitor)));
        } catch (IOException gone) {
            logger.debug("A visitor went away", gone);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }
}
