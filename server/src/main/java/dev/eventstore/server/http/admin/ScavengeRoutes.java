package dev.eventstore.server.http.admin;

import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.scavenge.ScavengeSettings;
import dev.eventstore.server.scavenge.Scavenger;
import dev.eventstore.server.scavenge.StartResult;
import dev.eventstore.server.scavenge.StopResult;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** {@code /admin/scavenge} and what is below it. */
public final class ScavengeRoutes {
    private static final int THROTTLE_MAX = 100;

    private final Scavenger scavenger;

    public ScavengeRoutes(Scavenger scavenger) {
        this.scavenger = scavenger;
    }

    /** The routes. */
    public List<Route> routes() {
        AccessLevel operator = AccessLevel.OPERATOR;
        return Stream.of(
                        Route.post(
                                "/admin/scavenge", operator, null, MediaTypes.ADMIN, this::start),
                        Route.delete(
                                "/admin/scavenge/{id}", operator, MediaTypes.ADMIN, this::stop))
                .map(Route::openUnlessLoginDemanded) // Each handler asks for an operator itself.
                .toList();
    }

    private Reply start(Call call) throws BadRequest {
        int throttle = throttlePercent(call);
        if (!call.caller().isOperator()) {
            return Operators.toldRefusal();
        }
        return switch (scavenger.start(new ScavengeSettings(throttle))) {
            case StartResult.Started(UUID id) -> document(id).reply(call);
            case StartResult.AlreadyRunning(UUID id) -> document(id).reply(call, 400);
        };
    }

    private static Document document(UUID id) {
        return Document.of("ScavengeResultDto", "scavengeId", id);
    }

    private Reply stop(Call call) {
        if (!call.caller().isOperator()) {
            return Operators.labelledRefusal();
        }
        Optional<UUID> id = named(call.pathParameter("id"));
        if (id.isEmpty() || scavenger.stop(id.get()) == StopResult.NOT_RUNNING) {
            return Reply.emptyText(404).explained("No such scavenge is running.");
        }
        return call.responseType().equals(MediaType.TEXT)
                ? document(id.get()).reply(call)
                : new Document("ScavengeId", id.get()).reply(call);
    }

    private Optional<UUID> named(String id) {
        if (id.equals("current")) {
            return scavenger.current();
        }
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    /**
     * Checks the parameters as the original does. Chunks and threads mean nothing here: what can be
     * removed is removed everywhere, by one thread.
     */
    private static int throttlePercent(Call call) throws BadRequest {
        whole(call, "startFromChunk", 0, "startFromChunk must be a positive integer");
        int threads = whole(call, "threads", 1, "threads must be a 1 or above");
        whole(call, "threshold", Integer.MIN_VALUE, "threshold must be an integer");
        String range = "throttlePercent must be between 1 and 100 inclusive";
        int throttle =
                call.query("throttlePercent").isEmpty()
                        ? THROTTLE_MAX
                        : whole(call, "throttlePercent", 1, range);
        if (throttle > THROTTLE_MAX) {
            throw new BadRequest(range);
        }
        if (threads > 1 && throttle != THROTTLE_MAX) {
            throw new BadRequest("throttlePercent must be 100 for a multi-threaded scavenge");
        }
        Optional<String> syncOnly = call.query("syncOnly");
        if (syncOnly.isPresent() && !syncOnly.get().matches("(?i)true|false")) {
            throw new BadRequest("syncOnly must be a boolean");
        }
        return throttle;
    }

    /** The whole number that a parameter gives, the least possible one if it is absent. */
    private static int whole(Call call, String name, int min, String reason) throws BadRequest {
        Optional<String> text = call.query(name);
        if (text.isEmpty()) {
            return min;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= min) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw new BadRequest(reason);
        }
        throw new BadRequest(reason);
    }
}
