package dev.eventstore.server.http.admin;

import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /admin/backup}: {@code POST ?folder=…} copies the database to a folder on the node's
 * machine, {@code GET} downloads it as a ZIP archive. Both are for administrators, since a backup
 * holds everything.
 */
public final class BackupRoutes {
    private static final Logger logger = LoggerFactory.getLogger(BackupRoutes.class);
    private static final MediaType ZIP = new MediaType("application", "zip");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Backups backups;
    private final InstantSource clock;

    public BackupRoutes(Backups backups, InstantSource clock) {
        this.backups = backups;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        AccessLevel administrator = AccessLevel.ADMINISTRATOR;
        return List.of(
                Route.post("/admin/backup", administrator, null, MediaTypes.ADMIN, this::copy),
                Route.get("/admin/backup", administrator, MediaTypes.ANY, this::download));
    }

    private Reply copy(Call call) throws BadRequest {
        if (!call.caller().isAdministrator()) {
            return Operators.refusal();
        }
        requirePossible();
        Path folder = folder(call);
        try {
            long bytes = backups.copyTo(folder);
            return Document.of("Backup", "folder", folder, "bytes", bytes).reply(call);
        } catch (IOException impossible) {
            logger.warn("The backup to {} failed", folder, impossible);
            throw new BadRequest("The backup to folder failed: " + impossible.getMessage());
        }
    }

    private static Path folder(Call call) throws BadRequest {
        String text = call.query("folder").orElse("");
        try {
            Path folder = Path.of(text);
            if (!text.isBlank() && folder.isAbsolute()) {
                return folder.normalize();
            }
        } catch (InvalidPathException noPath) {
            throw new BadRequest("folder is no path on the node's machine");
        }
        throw new BadRequest("folder must be an absolute path on the node's machine");
    }

    private void requirePossible() throws BadRequest {
        if (!backups.arePossible()) {
            throw new BadRequest(409, "The database is in memory: there is no file to copy");
        }
    }

    private Reply download(Call call) throws BadRequest {
        if (!call.caller().isAdministrator()) {
            return Operators.refusal();
        }
        requirePossible();
        String name = "eventstore-" + TIME.format(clock.instant()) + ".zip";
        return Reply.streamed(ZIP, backups::writeArchive)
                .withContentType(ZIP.toString())
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .with("Cache-Control", "no-store");
    }
}
