package dev.eventstore.server.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.fixture.MortalStreams;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.Streams;
import dev.eventstore.server.subscription.Subscriptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The projections of a database in memory. */
final class ProjectionFixture implements AutoCloseable {
    final EventLog log = EventLog.inMemory();
    final Streams streams = new Streams(log, InstantSource.system(), UUID::randomUUID);
    private final Subscriptions subscriptions =
            new Subscriptions(
                    new GuardedStreams(new WatchedStreams(new SharedPages(streams), streams)));
    private final ProjectionSettings settings;
    MortalStreams mortal = new MortalStreams(streams);
    Projections projections;

    /**
     * @param startsStandard whether the system projections run from the start
     */
    ProjectionFixture(boolean startsStandard) {
        this(startsStandard, Duration.ofMinutes(5));
    }

    /**
     * @param queryExpiry after how long a query is forgotten
     */
    ProjectionFixture(boolean startsStandard, Duration queryExpiry) {
        settings = new ProjectionSettings(true, startsStandard, queryExpiry);
        projections = newProjections();
    }

    private Projections newProjections() {
        Projections made = new Projections(settings, mortal, subscriptions, UUID::randomUUID);
        made.start();
        return made;
    }

    /** Stops the projections as a node does, and starts them anew. */
    void restart() {
        projections.close();
        mortal = new MortalStreams(streams);
        projections = newProjections();
    }

    /** Lets the projections end as if the process were killed, and starts them anew. */
    void kill() {
        mortal.die();
        restart();
    }

    void append(String stream, NewEvent... events) {
        streams.append(new Append(StreamName.of(stream), Belief.ANY, List.of(events)));
    }

    void delete(String stream, boolean forGood) {
        streams.delete(new Delete(StreamName.of(stream), Belief.ANY, forGood));
    }

    static NewEvent event(String type) {
        return event(type, "");
    }

    static NewEvent event(String type, String metadata) {
        return new NewEvent(UUID.randomUUID(), type, true, Payload.of("{}"), Payload.of(metadata));
    }

    void done(ProjectionResult result) {
        assertThat(result).isInstanceOf(ProjectionResult.Done.class);
    }

    /** Makes a continuous projection in JavaScript, which may emit. */
    void create(String name, String query) {
        create(name, query, ProjectionMode.CONTINUOUS);
    }

    /** Makes a projection in JavaScript; only one that goes on may emit. */
    void create(String name, String query, ProjectionMode mode) {
        boolean isContinuous = mode == ProjectionMode.CONTINUOUS;
        done(
                projections.create(
                        Caller.SYSTEM,
                        new NewProjection(
                                name, "JS", query, mode, true, isContinuous, isContinuous, false)));
    }

    /** Deletes a projection, and leaves its streams behind. */
    void delete(String projection) {
        disable(projection);
        done(projections.delete(Caller.SYSTEM, projection, new DeleteOptions(false, false)));
    }

    void awaitState(String projection, String partition, String state) {
        await().untilAsserted(() -> assertThat(state(projection, partition)).isEqualTo(state));
    }

    /** The state as JSON, {@code null} in words if there is none. */
    String state(String projection, String partition) {
        return String.valueOf(projections.standing(projection, partition).orElseThrow().state());
    }

    void enable(String projection) {
        done(projections.enable(Caller.SYSTEM, projection));
    }

    void disable(String projection) {
        done(projections.disable(Caller.SYSTEM, projection));
    }

    ProjectionInfo info(String projection) {
        return projections.info(projection).orElseThrow();
    }

    void awaitStatus(String projection, String status) {
        await().untilAsserted(() -> assertThat(info(projection).status()).isEqualTo(status));
    }

    /** The visible events of a stream. */
    List<RecordedEvent> events(String stream) {
        ReadStream all =
                new ReadStream(
                        StreamName.of(stream), Revision.FIRST, 100_000, Direction.FORWARD, false);
        return streams.readStream(all) instanceof ReadStreamResult.Page page
                ? page.events().stream().map(ResolvedEvent::original).toList()
                : List.of();
    }

    /** What the visible events of a stream say: links and references. */
    List<String> data(String stream) {
        return events(stream).stream().map(event -> event.data().text()).toList();
    }

    void awaitData(String stream, String... data) {
        await().untilAsserted(() -> assertThat(data(stream)).containsExactly(data));
    }

    /** Everything that was ever appended. */
    List<RecordedEvent> all() {
        ReadAll all = new ReadAll(Position.START, 1_000_000, Direction.FORWARD, false);
        return streams.readAll(all) instanceof ReadAllResult.Page page
                ? page.events().stream().map(ResolvedEvent::original).toList()
                : List.of();
    }

    @Override
    public void close() {
        projections.close();
        log.close();
    }
}
