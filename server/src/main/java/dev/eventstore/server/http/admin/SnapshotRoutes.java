package dev.eventstore.server.http.admin;

import dev.eventstore.server.http.admin.Snapshots.Snapshot;
import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.routing.RouteHandler;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /admin/snapshots}: {@code GET} lists what the database can go back to, {@code POST
 * ?name=…} takes a snapshot, {@code POST …/{name}/restore} goes back to one, {@code DELETE
 * …/{name}} removes one. Going back removes events like {@code POST /admin/reset}, and asks for the
 * same: where the database is to stay, {@code database} has to be the name of its folder. For
 * administrators.
 */
public final class SnapshotRoutes {
    private static final Logger logger = LoggerFactory.getLogger(SnapshotRoutes.class);
    private static final String PATH = "/admin/snapshots";

    /** What is a name of a folder everywhere, and no way to another one. */
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N} ._-]{0,98}[\\p{L}\\p{N}_-])?");

    private final Snapshots snapshots;
    private final Supplier<Optional<String>> nameOfWhatStays;

    /**
     * @param nameOfWhatStays the name of the database's folder, empty if the database is a
     *     temporary one
     */
    public SnapshotRoutes(Snapshots snapshots, Supplier<Optional<String>> nameOfWhatStays) {
        this.snapshots = snapshots;
        this.nameOfWhatStays = nameOfWhatStays;
    }

    /** The routes. */
    public List<Route> routes() {
        AccessLevel administrator = AccessLevel.ADMINISTRATOR;
        return List.of(
                Route.get(PATH, administrator, MediaTypes.ADMIN, guarded(this::list)),
                Route.post(PATH, administrator, null, MediaTypes.ADMIN, guarded(this::take)),
                Route.post(
                        PATH + "/{name}/restore",
                        administrator,
                        null,
                        MediaTypes.ADMIN,
                        guarded(this::goBack)),
                Route.delete(
                        PATH + "/{name}", administrator, MediaTypes.ADMIN, guarded(this::remove)));
    }

    /** What may fail because of the disk. */
    private interface Action {
        Reply answer(Call call) throws BadRequest, IOException;
    }

    private RouteHandler guarded(Action action) {
        return call -> {
            if (!call.caller().isAdministrator()) {
                return Operators.refusal();
            }
            if (!snapshots.arePossible()) {
                throw new BadRequest(409, "The database is in memory: it has no snapshots");
            }
            try {
                return action.answer(call);
            } catch (IOException impossible) {
                logger.warn("A snapshot cannot be taken, read or removed", impossible);
                throw new BadRequest("That failed: " + impossible.getMessage());
            }
        };
    }

    private Reply list(Call call) throws IOException {
        return Document.of(
                        "Snapshots",
                        "snapshots",
                        snapshots.all().stream().map(SnapshotRoutes::fields).toList())
                .reply(call);
    }

    private Reply take(Call call) throws BadRequest, IOException {
        String name = call.query("name").orElse("").strip();
        if (!NAME.matcher(name).matches()) {
            throw new BadRequest(
                    "name must have 1 to 100 letters, digits, spaces, dots, dashes or underscores,"
                            + " begin with a letter or digit, and not end with a dot");
        }
        try {
            Snapshot taken = snapshots.take(name);
            return new Document("Snapshot", fields(taken)).reply(call, 201);
        } catch (FileAlreadyExistsException taken) {
            throw new BadRequest(409, "name must be new: there is a snapshot '%s'".formatted(name));
        }
    }

    private Reply goBack(Call call) throws BadRequest, IOException {
        Optional<String> stays = nameOfWhatStays.get();
        if (stays.isPresent() && !call.query("database").equals(stays)) {
            throw new BadRequest(
                    "database must be %s, the name of the folder whose newer events are to be removed"
                            .formatted(stays.get()));
        }
        String name = call.pathParameter("name");
        if (!isName(name) || !snapshots.goBackTo(name)) {
            return none(name);
        }
        logger.warn("{} has the node go back to the snapshot '{}'", call.caller().login(), name);
        return Reply.emptyText(202);
    }

    private Reply remove(Call call) throws IOException {
        String name = call.pathParameter("name");
        return isName(name) && snapshots.remove(name) ? Reply.statusOnly(204) : none(name);
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static Reply none(String name) {
        return Reply.emptyText(404).explained("There is no snapshot '%s'.".formatted(name));
    }

    private static Map<String, @Nullable Object> fields(Snapshot snapshot) {
        return Document.fields(
                "name", snapshot.name(),
                "taken", snapshot.taken().toString(),
                "events", snapshot.events(),
                "bytes", snapshot.bytes());
    }
}
