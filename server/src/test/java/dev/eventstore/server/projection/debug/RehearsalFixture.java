package dev.eventstore.server.projection.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.projection.handler.States;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Streams;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Sessions and dry runs on a database in memory. */
final class RehearsalFixture implements AutoCloseable {
    /** Line 5 is where the total grows. */
    static final String TOTALS =
            """
            fromAll().when({
              $init() { return { total: 0 }; },
              sold(state, event) {
                const price = event.data.price;
                state.total += price;
                log('sold for', price);
                if (price > 25) emit('expensive', 'sale', { price });
                return state;
              },
            });
            """;

    static final Caller ADMIN = new Caller("admin", Set.of(Caller.ADMINS));

    final EventLog log = EventLog.inMemory();
    final Streams streams = new Streams(log, InstantSource.system(), UUID::randomUUID);
    private final Map<String, States> projections =
            Map.of("counting", partition -> Optional.of("{\"count\":10}"));
    final Rehearsals rehearsals =
            new Rehearsals(
                    new GuardedStreams(new WatchedStreams(streams, streams)),
                    name -> projections.getOrDefault(name, States.NONE),
                    UUID::randomUUID);

    /** Sells for 10 to 50 in two shops, and opens one of them in between. */
    void sell() {
        for (int price = 10; price <= 50; price += 10) {
            append("shop-" + price % 20, "sold", "{\"price\":" + price + "}");
            append("shop-0", "opened", "{}");
        }
    }

    void append(String stream, String type, String json) {
        NewEvent event =
                new NewEvent(UUID.randomUUID(), type, true, Payload.of(json), Payload.EMPTY);
        streams.append(new Append(StreamName.of(stream), Belief.ANY, List.of(event)));
    }

    DebugSession session(String query) {
        return session(new Attempt(query, true, OptionalLong.empty(), null, null));
    }

    DebugSession session(Attempt attempt) {
        Rehearsals.Opened opened = rehearsals.open(ADMIN, attempt);
        assertThat(opened).isInstanceOf(Rehearsals.Opened.Session.class);
        return ((Rehearsals.Opened.Session) opened).session();
    }

    DryRun dryRun(String query, DryRun.Limits limits) {
        Attempt attempt = new Attempt(query, true, OptionalLong.empty(), null, null);
        return ((Rehearsals.Opened.Run) rehearsals.begin(ADMIN, attempt, limits)).run();
    }

    static DryRun.Report end(DryRun run) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> run.report(0, 0).stop() != Stop.Plain.BEGINNING);
        return run.report(0, 0);
    }

    DebugSession.View step(DebugSession session) {
        assertThat(session.step()).isTrue();
        return idle(session);
    }

    DebugSession.View back(DebugSession session) {
        assertThat(session.back()).isTrue();
        return idle(session);
    }

    DebugSession.View run(DebugSession session, Breakpoints breakpoints) {
        assertThat(session.run(breakpoints)).isTrue();
        return idle(session);
    }

    static DebugSession.View idle(DebugSession session) {
        await().atMost(Duration.ofSeconds(60)).until(() -> !session.worker().isBusy());
        return session.view();
    }

    @Override
    public void close() {
        rehearsals.close();
        log.close();
    }
}
