package dev.eventstore.server.http.ui;

import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.routing.RouteHandler;
import dev.eventstore.server.projection.debug.Breakpoints;
import dev.eventstore.server.projection.debug.DebugSession;
import dev.eventstore.server.projection.debug.DryRun;
import dev.eventstore.server.projection.debug.Rehearsals;
import dev.eventstore.server.projection.debug.Step;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /ui-api/debug} and {@code /ui-api/dry-runs}: definitions that are tried out. */
final class RehearsalRoutes {
    private static final String DEBUG = "/ui-api/debug";
    private static final String SESSION = DEBUG + "/{id}";
    private static final String DRY_RUNS = "/ui-api/dry-runs";
    private static final String DRY_RUN = DRY_RUNS + "/{id}";

    /** As for making queries, which is what these are. */
    private static final AccessLevel LEVEL = AccessLevel.AUTHENTICATED;

    /** How long an answer waits for something that was not seen yet. */
    private static final Duration NEWS = Duration.ofSeconds(10);

    /** How long an answer waits for what it was told; what takes longer is looked at later. */
    private static final Duration DONE = Duration.ofMillis(1_500);

    /** How many partitions are told with their states. */
    private static final int STANDINGS_MAX = 1_000;

    private final Rehearsals rehearsals;

    RehearsalRoutes(Rehearsals rehearsals) {
        this.rehearsals = rehearsals;
    }

    List<Route> routes() {
        return List.of(
                post(DEBUG + "/check", this::check),
                post(DEBUG, this::open),
                get(SESSION, this::session),
                get(SESSION + "/steps/{number}", this::step),
                post(SESSION + "/step", call -> command(call, DebugSession::step)),
                post(SESSION + "/back", call -> command(call, DebugSession::back)),
                post(SESSION + "/restart", call -> command(call, DebugSession::restart)),
                post(SESSION + "/run", this::run),
                post(SESSION + "/pause", this::pause),
                delete(SESSION),
                post(DRY_RUNS, this::begin),
                get(DRY_RUN, this::report),
                get(DRY_RUN + "/standings", this::standings),
                post(DRY_RUN + "/cancel", this::cancel),
                delete(DRY_RUN));
    }

    /** Something that a session is told; false if it is busy. */
    private interface Command {
        boolean tell(DebugSession session);
    }

    private Reply check(Call call) throws BadRequest {
        RehearsalBody body = RehearsalBody.of(call);
        try {
            Source source = rehearsals.check(body.attempt().query(), body.emits());
            return Json.reply(json -> RehearsalJson.source(json, source, false));
        } catch (DefinitionException senseless) {
            return Json.reply(json -> json.writeStringField("problem", senseless.getMessage()));
        }
    }

    private Reply open(Call call) throws BadRequest {
        return opened(rehearsals.open(call.caller(), RehearsalBody.of(call).attempt()));
    }

    private Reply begin(Call call) throws BadRequest {
        RehearsalBody body = RehearsalBody.of(call);
        return opened(rehearsals.begin(call.caller(), body.attempt(), body.limits()));
    }

    private static Reply opened(Rehearsals.Opened opened) throws BadRequest {
        return switch (opened) {
            case Rehearsals.Opened.Session(String id, DebugSession session) ->
                    Json.reply(json -> {
                        json.writeStringField("id", id);
                        RehearsalJson.session(json, session);
                    });
            case Rehearsals.Opened.Run(String id, DryRun _) ->
                    Json.reply(json -> json.writeStringField("id", id));
            case Rehearsals.Opened.Senseless(String message) ->
                    throw new BadRequest("Bad Request", message);
            case Rehearsals.Opened.TooMany _ ->
                    Reply.statusOnly(429, "Too Many Requests")
                            .with("Retry-After", "30")
                            .explained(
                                    "Only "
                                            + Rehearsals.MAX
                                            + " sessions and dry runs can be open at a time; close"
                                            + " some.");
        };
    }

    private Reply session(Call call) throws BadRequest, InterruptedException {
        DebugSession session = found(call);
        OptionalLong seen = Parameters.number(call, "seen");
        if (seen.isPresent()) {
            call.await(() -> session.awaitChange(seen.getAsLong(), NEWS));
        }
        return Json.reply(json -> RehearsalJson.session(json, session));
    }

    private Reply step(Call call) throws BadRequest {
        String number = call.pathParameter("number");
        Optional<Step> found =
                found(call).view().history().stream()
                        .filter(each -> Long.toString(each.number()).equals(number))
                        .findFirst();
        return found.map(each -> Json.reply(json -> RehearsalJson.step(json, each)))
                .orElseThrow(() -> gone("The session remembers no such step."));
    }

    private Reply command(Call call, Command command) throws BadRequest, InterruptedException {
        DebugSession session = found(call);
        if (!command.tell(session)) {
            throw new BadRequest(409, "Conflict", "The session is busy; pause it first.");
        }
        call.await(() -> session.awaitIdle(DONE));
        return Json.reply(json -> RehearsalJson.session(json, session));
    }

    private Reply run(Call call) throws BadRequest, InterruptedException {
        Breakpoints breakpoints = RehearsalBody.of(call).breakpoints();
        return command(call, session -> session.run(breakpoints));
    }

    private Reply pause(Call call) throws BadRequest, InterruptedException {
        DebugSession session = found(call);
        session.pause();
        call.await(() -> session.awaitIdle(DONE));
        return Json.reply(json -> RehearsalJson.session(json, session));
    }

    private Reply report(Call call) throws BadRequest, InterruptedException {
        DryRun run = foundRun(call);
        OptionalLong seen = Parameters.number(call, "seen");
        if (seen.isPresent()) {
            call.await(() -> run.awaitChange(seen.getAsLong(), NEWS));
        }
        return report(call, run);
    }

    private static Reply report(Call call, DryRun run) throws BadRequest {
        int outputSeen = Parameters.count(call, "output", 0, DryRun.EMITTED_KEPT, 0);
        int logSeen = Parameters.count(call, "log", 0, DryRun.LOG_KEPT, 0);
        // Asked for first: what comes meanwhile is news.
        long version = run.version();
        boolean isBusy = run.isBusy();
        Standing standing = run.standing(call.query("partition").orElse(""));
        DryRun.Report report = run.report(outputSeen, logSeen);
        return Json.reply(json -> {
            json.writeNumberField("version", version);
            json.writeBooleanField("busy", isBusy);
            json.writeStringField("state", standing.state());
            json.writeStringField("result", standing.result());
            RehearsalJson.report(json, report);
        });
    }

    private Reply standings(Call call) throws BadRequest {
        DryRun run = foundRun(call);
        List<String> found = run.partitions(Parameters.filter(call), STANDINGS_MAX + 1);
        return Json.reply(json ->
                StandingsJson.write(
                        json,
                        found.subList(0, Math.min(found.size(), STANDINGS_MAX)),
                        found.size() <= STANDINGS_MAX,
                        run::standing));
    }

    private Reply cancel(Call call) throws BadRequest {
        DryRun run = foundRun(call);
        run.cancel();
        return report(call, run);
    }

    private Route delete(String template) {
        return Route.delete(
                template,
                LEVEL,
                MediaTypes.ANY,
                call -> {
                    rehearsals.close(call.caller(), call.pathParameter("id"));
                    return Reply.statusOnly(204);
                });
    }

    private DebugSession found(Call call) throws BadRequest {
        return rehearsals
                .session(call.caller(), call.pathParameter("id"))
                .orElseThrow(() -> gone("There is no such session any more."));
    }

    private DryRun foundRun(Call call) throws BadRequest {
        return rehearsals
                .run(call.caller(), call.pathParameter("id"))
                .orElseThrow(() -> gone("There is no such dry run any more."));
    }

    private static BadRequest gone(String why) {
        return new BadRequest(404, "Not Found", why);
    }

    private static Route get(String template, RouteHandler handler) {
        return Route.get(template, LEVEL, MediaTypes.ONLY_JSON, handler);
    }

    private static Route post(String template, RouteHandler handler) {
        return Route.post(template, LEVEL, null, MediaTypes.ONLY_JSON, handler);
    }
}
