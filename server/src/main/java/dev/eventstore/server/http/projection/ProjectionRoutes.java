package dev.eventstore.server.http.projection;

import static dev.eventstore.server.http.routing.AccessLevel.AUTHENTICATED;
import static dev.eventstore.server.http.routing.AccessLevel.OPERATOR;

import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.routing.RouteHandler;
import dev.eventstore.server.projection.DeleteOptions;
import dev.eventstore.server.projection.NewProjection;
import dev.eventstore.server.projection.PreviewResult;
import dev.eventstore.server.projection.ProjectionInfo;
import dev.eventstore.server.projection.ProjectionMode;
import dev.eventstore.server.projection.ProjectionResult;
import dev.eventstore.server.projection.Projections;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.security.Caller;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Projections over HTTP. Thread-safe. */
public final class ProjectionRoutes {
    private static final String NAME = "projection";
    private static final String ALL = "/projections";
    private static final String ONE = "/projection/{" + NAME + "}";
    private static final MediaType JAVASCRIPT = new MediaType("application", "javascript");
    private static final String SCRIPT = "JS";

    private final Projections projections;
    private final Supplier<UUID> ids;

    /** Shows something of a projection that is there. */
    private interface Showing {
        Reply show(Call call, ProjectionInfo info) throws InterruptedException;
    }

    /**
     * @param ids names those that got no name
     */
    public ProjectionRoutes(Projections projections, Supplier<UUID> ids) {
        this.projections = projections;
        this.ids = ids;
    }

    /** The routes; order does not matter. */
    public List<Route> routes() {
        return Stream.of(looking(), making(), changing()).flatMap(List::stream).toList();
    }

    private List<Route> looking() {
        return List.of(
                Route.get(ALL, AUTHENTICATED, MediaTypes.ANY, ProjectionRoutes::page),
                list("any", _ -> true),
                list("all-non-transient", mode -> mode != ProjectionMode.TRANSIENT),
                list("transient", mode -> mode == ProjectionMode.TRANSIENT),
                list("onetime", mode -> mode == ProjectionMode.ONE_TIME),
                list("continuous", mode -> mode == ProjectionMode.CONTINUOUS),
                get(ONE, AUTHENTICATED, (call, info) -> json(StatisticsDocument.of(call, info))),
                get(
                        ONE + "/statistics",
                        AUTHENTICATED,
                        (call, info) -> json(StatisticsDocument.of(call, List.of(info)))),
                get(ONE + "/query", AUTHENTICATED, ProjectionRoutes::query),
                get(
                        ONE + "/state",
                        AUTHENTICATED,
                        (call, info) -> standing(call, info, Standing::state)),
                get(
                        ONE + "/result",
                        AUTHENTICATED,
                        (call, info) -> standing(call, info, Standing::result)),
                get(
                        ONE + "/config",
                        OPERATOR,
                        (_, info) -> json(ConfigDocument.of(info.definition().config()))));
    }

    private List<Route> making() {
        return List.of(
                post(ALL + "/read-events", AUTHENTICATED, this::readEvents),
                post(ALL + "/transient", AUTHENTICATED, make(ProjectionMode.TRANSIENT)),
                post(ALL + "/onetime", OPERATOR, make(ProjectionMode.ONE_TIME)),
                post(ALL + "/continuous", OPERATOR, make(ProjectionMode.CONTINUOUS)));
    }

    private List<Route> changing() {
        return List.of(
                Route.put(
                        ONE + "/query",
                        AUTHENTICATED,
                        null,
                        MediaTypes.ONLY_JSON,
                        this::updateQuery),
                Route.put(
                        ONE + "/config",
                        OPERATOR,
                        MediaTypes.ONLY_JSON,
                        MediaTypes.ONLY_JSON,
                        this::updateConfig),
                Route.delete(ONE, OPERATOR, MediaTypes.ONLY_JSON, this::delete),
                command("enable", projections::enable),
                command("disable", projections::disable),
                command("reset", projections::reset),
                command("abort", projections::abort));
    }

    private static Reply page(Call call) {
        return Reply.emptyText(302, "Found")
                .with("Location", call.links().to("/web/projections.htm"));
    }

    private Route list(String name, Predicate<ProjectionMode> isWanted) {
        return Route.get(
                ALL + "/" + name,
                AUTHENTICATED,
                MediaTypes.ONLY_JSON,
                call ->
                        json(
                                StatisticsDocument.of(
                                        call,
                                        projections.list().stream()
                                                .filter(info ->
                                                        isWanted.test(info.definition().mode()))
                                                .toList())));
    }

    private static Reply query(Call call, ProjectionInfo info) {
        return isYes(call.query("config"), false)
                ? json(QueryDocument.of(info))
                : ProjectionReplies.document(JAVASCRIPT, info.definition().query());
    }

    /** Once everything is read, there is no place any more. */
    private Reply standing(
            Call call, ProjectionInfo info, Function<Standing, @Nullable String> what)
            throws InterruptedException {
        call.await(() -> projections.awaitBeginning(info.name()));
        String partition = call.query("partition").orElse(Handler.ROOT);
        String text =
                projections
                        .standing(info.name(), partition)
                        .map(standing -> Objects.requireNonNullElse(what.apply(standing), ""))
                        .orElse("");
        // Asked for after the state, so that the place is never behind it.
        ProjectionInfo now = projections.info(info.name()).orElse(info);
        return now.isCompleted()
                ? json(text)
                : json(text).with("ES-Position", "{" + now.place().members() + "}");
    }

    private Reply readEvents(Call call) throws BadRequest, InterruptedException {
        PreviewDocument.Question question = PreviewDocument.read(call.body());
        PreviewResult result =
                projections.preview(
                        call.caller(), question.source(), question.begin(), question.max());
        return switch (result) {
            case PreviewResult.Found found -> json(PreviewDocument.of(ids.get(), found));
            case PreviewResult.AccessDenied _ -> ProjectionReplies.denied();
        };
    }

    private RouteHandler make(ProjectionMode mode) {
        return call -> {
            byte[] body = body(call);
            boolean isContinuous = mode == ProjectionMode.CONTINUOUS;
            boolean isTransient = mode == ProjectionMode.TRANSIENT;
            Optional<String> name = call.query("name").filter(text -> !text.isEmpty());
            NewProjection wanted =
                    new NewProjection(
                            name.orElseGet(() -> isContinuous ? "" : ids.get().toString()),
                            type(call).orElse(SCRIPT),
                            new String(body, StandardCharsets.UTF_8),
                            mode,
                            isYes(call.query("enabled"), true),
                            isContinuous
                                    || (!isTransient && isYes(call.query("checkpoints"), false)),
                            !isTransient && isYes(call.query("emit"), false),
                            !isTransient && isYes(call.query("trackemittedstreams"), false));
            return ProjectionReplies.created(call, projections.create(call.caller(), wanted));
        };
    }

    private Reply updateQuery(Call call) throws BadRequest {
        byte[] body = body(call);
        @Nullable Boolean emits = call.query("emit").map(text -> isYes(text)).orElse(null);
        return ProjectionReplies.commanded(
                projections.updateQuery(
                        call.caller(),
                        name(call),
                        type(call).orElse(null),
                        new String(body, StandardCharsets.UTF_8),
                        emits));
    }

    private Reply updateConfig(Call call) throws BadRequest {
        return ProjectionReplies.commanded(
                projections.updateConfig(
                        call.caller(), name(call), ConfigDocument.read(call.body())));
    }

    private Reply delete(Call call) {
        DeleteOptions options =
                new DeleteOptions(
                        isYes(call.query("deleteCheckpointStream"), false),
                        isYes(call.query("deleteEmittedStreams"), false));
        return ProjectionReplies.commanded(projections.delete(call.caller(), name(call), options));
    }

    private Route get(String template, AccessLevel level, Showing showing) {
        return Route.get(
                template,
                level,
                MediaTypes.ONLY_JSON,
                call -> {
                    Optional<ProjectionInfo> info = projections.info(name(call));
                    return info.isPresent()
                            ? showing.show(call, info.get())
                            : ProjectionReplies.missing();
                });
    }

    private static Route post(String template, AccessLevel level, RouteHandler handler) {
        return Route.post(template, level, null, MediaTypes.ONLY_JSON, handler);
    }

    private static Route command(
            String name, BiFunction<Caller, String, ProjectionResult> command) {
        return post(
                ONE + "/command/" + name,
                AUTHENTICATED,
                call -> ProjectionReplies.commanded(command.apply(call.caller(), name(call))));
    }

    /** Any type will do, but v5 wanted one. */
    private static byte[] body(Call call) throws BadRequest {
        if (call.header("Content-Type").filter(type -> !type.isBlank()).isEmpty()) {
            throw new BadRequest(415, "Invalid or missing Content-Type");
        }
        return call.body();
    }

    private static Optional<String> type(Call call) {
        return call.query("type").filter(text -> !text.isEmpty());
    }

    private static String name(Call call) {
        return call.pathParameter(NAME);
    }

    private static Reply json(String content) {
        return ProjectionReplies.document(MediaType.JSON, content);
    }

    private static boolean isYes(Optional<String> text, boolean otherwise) {
        return text.filter(value -> !value.isEmpty()).map(value -> isYes(value)).orElse(otherwise);
    }

    private static boolean isYes(String text) {
        return text.equalsIgnoreCase("yes") || text.equalsIgnoreCase("true") || text.equals("1");
    }
}
