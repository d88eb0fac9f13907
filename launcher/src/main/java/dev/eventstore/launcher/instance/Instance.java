package dev.eventstore.launcher.instance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one running program of a profile. A lock on a file decides who that is; whoever comes later
 * talks to it through a socket.
 */
public final class Instance implements AutoCloseable {
    private static final String LOCK = "instance.lock";
    private static final String OWNER_ONLY = "rwx------";

    private final FileChannel channel;
    private final Path folder;
    private @Nullable InstanceServer server;

    private Instance(FileChannel channel, Path folder) {
        this.channel = channel;
        this.folder = folder;
    }

    /**
     * Becomes the one of a folder.
     *
     * @return empty if another program is
     * @throws IOException if the folder cannot be used
     */
    public static Optional<Instance> claim(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWNER_ONLY));
        }
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new Instance(channel, folder));
    }

    /**
     * Begins to answer.
     *
     * @param answers turns a request into its answer, on a thread of its own
     */
    public void serve(UnaryOperator<String> answers) throws IOException {
        server = InstanceServer.start(folder.resolve(InstanceServer.SOCKET), answers);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        channel.close();
    }
}
