package dev.eventstore.launcher.instance;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Talks to the program that runs already. */
public final class InstanceClient {
    private InstanceClient() {}

    /**
     * Asks the program of a folder.
     *
     * @return its answer, empty if no program is there
     */
    public static Optional<String> ask(Path folder, String request) {
        Path file = folder.resolve(InstanceServer.SOCKET);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(file));
            InstanceMessage.write(channel, request);
            return Optional.of(InstanceMessage.read(channel));
        } catch (IOException nobody) {
            return Optional.empty();
        }
    }
}
