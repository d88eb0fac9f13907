package dev.eventstore.server.http.ui;

import java.nio.file.Path;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the pages show of the node itself.
 *
 * @param version of this program
 * @param compatibleWith the release of the original server whose interface is served
 * @param instance names this run of the node
 * @param insecure whether everybody is an administrator
 * @param folder the folder of the database, {@code null} if it is in memory
 * @param temporary whether that folder is a new one among the system's temporary files
 * @param projections which of them run: {@code None}, {@code System} or {@code All}
 * @param tcpPort where TCP is served in clear text, 0 if it is not
 */
public record UiNode(
        String version,
        String compatibleWith,
        UUID instance,
        boolean insecure,
        @Nullable Path folder,
        boolean temporary,
        String projections,
        IntSupplier tcpPort) {}
