package dev.eventstore.server.node;

import dev.eventstore.server.config.Settings;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.transfer.Exporter;
import dev.eventstore.server.transfer.Importer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running node. It owns everything that it is made of; {@link #close} stops all of it, the front
 * ends first, the database last. Thread-safe.
 */
public final class Node implements AutoCloseable {
    private final Parts parts;
    private final CompletableFuture<StopRequest> stopRequest;
    private final OpenedParts opened;

    /**
     * What somebody may want to know about a running node.
     *
     * @param address where HTTP is served, without a slash at the end
     * @param tcpPort where TCP is served in clear text; empty if it is not
     * @param secureTcpPort where TCP is served with TLS; empty if it is not
     * @param home where the database is
     * @param events how many events the database held when it was opened
     * @param accountsCreated the logins that were made now, with the initial password
     * @param trustHint how to trust a certificate that the node made for itself, {@code null} if it
     *     made none
     * @param streams the streams, without access checks
     * @param backups of the database, while it runs
     * @param transfers of events, in and out
     * @param figures what the node does now
     */
    record Parts(
            URI address,
            OptionalInt tcpPort,
            OptionalInt secureTcpPort,
            DatabaseHome home,
            long events,
            List<String> accountsCreated,
            @Nullable String trustHint,
            StreamOperations streams,
            LogBackups backups,
            Transfers transfers,
            Supplier<NodeFigures> figures) {}

    Node(Parts parts, CompletableFuture<StopRequest> stopRequest, OpenedParts opened) {
        this.parts = parts;
        this.stopRequest = stopRequest;
        this.opened = opened;
    }

    /**
     * Starts a node; when this returns, it answers.
     *
     * @throws StartFailedException if it cannot; nothing is left open
     */
    public static Node start(Settings settings) throws StartFailedException {
        return new NodeAssembly(settings).start();
    }

    /** Where HTTP is served, such as {@code http://127.0.0.1:2113}. */
    public URI address() {
        return parts.address();
    }

    /** The port that TCP is served on in clear text; empty if it is not. */
    public OptionalInt tcpPort() {
        return parts.tcpPort();
    }

    /** The port that TCP is served on with TLS; empty if it is not. */
    public OptionalInt secureTcpPort() {
        return parts.secureTcpPort();
    }

    /** The folder of the database; empty if it is in memory. */
    public Optional<Path> databaseFolder() {
        return parts.home().folder();
    }

    /**
     * The streams, for programs that embed the node: what they do goes through no network and is
     * allowed.
     */
    public StreamOperations streams() {
        return parts.streams();
    }

    /** Whether the database is a new one among the system's temporary files. */
    public boolean isTemporary() {
        return parts.home().isTemporary();
    }

    /** What the node does at this moment. */
    public NodeFigures figures() {
        return parts.figures().get();
    }

    /**
     * Copies the database while the node runs; on the copy a node can be started.
     *
     * @param folder where to, made if need be; it must be empty
     * @return the size of the copy in bytes
     * @throws IOException if the copy cannot be written; nothing is left of it
     * @throws UnsupportedOperationException if the database is in memory
     */
    public long backUp(Path folder) throws IOException {
        return parts.backups().copyTo(folder);
    }

    /**
     * Moves the database to a folder where it stays, while the node runs: no connection is closed,
     * and only appends wait for a moment. From then on the database is no temporary one.
     *
     * @param folder made if need be; it must have no database
     * @param progress is told how far it is, and says whether to go on
     * @return whether it was moved; false if it was told not to go on
     * @throws IOException if it cannot be moved; then it is where it was
     * @throws UnsupportedOperationException if the database is in memory
     */
    public boolean keepDatabase(Path folder, MoveProgress progress) throws IOException {
        return parts.home().keep(folder, progress);
    }

    /** Writes all events as lines of text, while the node runs. */
    public Exporter exporter() {
        return parts.transfers().exporter();
    }

    /** Reads events from lines of text, while the node runs. */
    public Importer importer() {
        return parts.transfers().importer();
    }

    /**
     * Completes when somebody wants the node to stop, or its database fails. It goes on until it is
     * closed.
     */
    public CompletableFuture<StopRequest> stopRequest() {
        return stopRequest.copy();
    }

    Parts parts() {
        return parts;
    }

    /** Waits until somebody wants the node to stop, or its database fails. */
    StopRequest awaitStopRequest() throws InterruptedException {
        try {
            return stopRequest.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Stops the node and removes its database for good; the next one begins with an empty database.
     *
     * @throws IOException if the database cannot be removed
     */
    public void discard() throws IOException {
        Optional<Path> folder = databaseFolder();
        close();
        if (folder.isPresent()) {
            Databases.discard(folder.get());
        }
    }

    /**
     * Stops the node and puts the snapshot in the place of its database that somebody asked for.
     *
     * @throws IOException if that cannot be done; the database is as it was then
     */
    public void goBack() throws IOException {
        Optional<Path> folder = databaseFolder();
        close();
        if (folder.isPresent()) {
            Databases.takeStaged(folder.get());
        }
    }

    /** What a node is to be started with that takes this one's place, on the same database. */
    public Settings again(Settings settings) {
        return parts.home().again(settings);
    }

    /** Stops the node: open requests are answered, long polls cut short. Idempotent. */
    @Override
    public void close() {
        opened.close();
    }
}
