package dev.eventstore.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.NewProjection;
import dev.eventstore.server.projection.ProjectionInfo;
import dev.eventstore.server.projection.ProjectionMode;
import dev.eventstore.server.projection.ProjectionSettings;
import dev.eventstore.server.projection.Projections;
import dev.eventstore.server.projection.SharedPages;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Streams;
import dev.eventstore.server.subscription.Subscriptions;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How many events a second projections take that catch up with what is there. Arguments: events,
 * streams, rounds. Each round runs on a database of its own, as a start of a node would, in one
 * process: the first round is cold, and the first script of it loads the engine, which is told
 * apart; the later ones are warm.
 */
public final class Scripting {
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int BATCH = 500;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e6;
    private static final double MIB = 1 << 20;
    private static final String BY_CATEGORY = "$by_category";
    private static final String COUNT = "$init: () => ({n: 0}), $any: (s, e) => { s.n++; }";
    private static final String SUM =
            "$init: () => ({n: 0, sum: 0}),"
                    + " $any: (s, e) => { s.n++; s.sum += e.body.amount; return s; }";
    private static final Map<String, String> SCRIPTS = scripts();

    private final int events;
    private final int streams;

    private Scripting(int events, int streams) {
        this.events = events;
        this.streams = streams;
    }

    private static Map<String, String> scripts() {
        Map<String, String> scripts = new LinkedHashMap<>();
        scripts.put("counting", "fromAll().when({" + COUNT + "})");
        scripts.put("summing", "fromAll().when({" + SUM + "})");
        scripts.put("partitioned", "fromAll().foreachStream().when({" + SUM + "})");
        scripts.put(
                "emitting",
                "fromAll().when({$any: (s, e) => { emit('out-' + e.body.amount, 'seen',"
                        + " {of: e.streamId}); }})");
        scripts.put(BY_CATEGORY, "");
        return scripts;
    }

    /** Runs the rounds. */
    public static void main(String[] arguments) throws Exception {
        Scripting bench =
                new Scripting(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        PrintStream out = System.out;
        out.println(
                "| projection | round | events/s | begins after, ms | events/s from then on"
                        + " | events per CPU second | memory, MiB |");
        out.println("|---|---|---|---|---|---|---|");
        for (int round = 1; round <= Integer.parseInt(arguments[2]); round++) {
            for (String name : SCRIPTS.keySet()) {
                Rates rates = bench.rates(name);
                out.printf(
                        "| %s | %d | %,.0f | %.0f | %,.0f | %,.0f | %.0f |%n",
                        name,
                        round,
                        rates.perSecond(),
                        rates.beginMillis(),
                        rates.perSecondOnceBegun(),
                        rates.perCpuSecond(),
                        usedMebibytes());
            }
        }
    }

    private static double usedMebibytes() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MIB;
    }

    /**
     * CPU seconds are those of the whole process; they hold on a machine with other work. It has
     * begun when the first events are handled and told of.
     */
    private record Rates(
            double perSecond, double beginMillis, double perSecondOnceBegun, double perCpuSecond) {}

    private Rates rates(String name) throws Exception {
        try (BenchDatabase database = BenchDatabase.create()) {
            Streams all = database.streams();
            Position last = append(all);
            GuardedStreams guarded =
                    new GuardedStreams(new WatchedStreams(new SharedPages(all), all));
            ProjectionSettings settings =
                    new ProjectionSettings(true, false, Duration.ofMinutes(5));
            try (Projections projections =
                    new Projections(settings, all, new Subscriptions(guarded), UUID::randomUUID)) {
                projections.start();
                long began = System.nanoTime();
                long cpu = MACHINE.getProcessCpuTime();
                begin(projections, name);
                Beginning beginning = awaitFirst(projections, name);
                while (running(projections, name).place().position().compareTo(last) < 0) {
                    Thread.sleep(2);
                }
                long now = System.nanoTime();
                return new Rates(
                        events / ((now - began) / NANOS),
                        (beginning.nanoTime() - began) / MILLIS,
                        (events - beginning.handled()) / ((now - beginning.nanoTime()) / NANOS),
                        events / ((MACHINE.getProcessCpuTime() - cpu) / NANOS));
            }
        }
    }

    /** When the first events were handled, and how many. */
    private record Beginning(long nanoTime, long handled) {}

    private static Beginning awaitFirst(Projections projections, String name) throws Exception {
        long handled = 0;
        while (handled == 0) {
            Thread.sleep(1);
            handled = running(projections, name).handled();
        }
        return new Beginning(System.nanoTime(), handled);
    }

    private static void begin(Projections projections, String name) {
        if (name.equals(BY_CATEGORY)) {
            projections.enable(Caller.SYSTEM, name);
            return;
        }
        projections.create(
                Caller.SYSTEM,
                new NewProjection(
                        name,
                        "JS",
                        SCRIPTS.getOrDefault(name, ""),
                        ProjectionMode.CONTINUOUS,
                        /* isEnabled= */ true,
                        /* hasCheckpoints= */ true,
                        /* emits= */ name.equals("emitting"),
                        /* tracksEmitted= */ false));
    }

    private static ProjectionInfo running(Projections projections, String name) {
        ProjectionInfo info = projections.info(name).orElseThrow();
        if (!info.reason().isEmpty()) {
            throw new IllegalStateException(info.reason());
        }
        return info;
    }

    private Position append(Streams all) {
        Position last = Position.START;
        for (int from = 0; from < events; from += BATCH) {
            Map<StreamName, List<NewEvent>> byStream = new LinkedHashMap<>();
            for (int i = from; i < Math.min(events, from + BATCH); i++) {
                StreamName stream = StreamName.of("c" + i % 10 + "-" + i % streams);
                byStream.computeIfAbsent(stream, _ -> new ArrayList<>()).add(event(i));
            }
            List<Append> appends = new ArrayList<>();
            byStream.forEach((stream, each) ->
                    appends.add(new Append(stream, ExpectedVersion.Belief.ANY, each)));
            var _ = all.appendToMany(appends);
            last = all.head();
        }
        return last;
    }

    private static NewEvent event(int number) {
        String body =
                "{\"order\":\"%s\",\"amount\":%d,\"customer\":{\"name\":\"Ada\",\"city\":\"London\"},"
                                .formatted(number, number % 100)
                        + "\"lines\":[{\"sku\":\"a\",\"count\":1},{\"sku\":\"b\",\"count\":2}]}";
        return new NewEvent(
                UUID.randomUUID(), "order-placed", true, Payload.of(body), Payload.EMPTY);
    }
}
