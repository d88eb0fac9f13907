package dev.eventstore.server.stats;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts requests by route and status. Routes are templates, so that their number is that of the
 * routes there are. Thread-safe.
 */
public final class Requests {
    private final Map<Kind, Tally> tallies = new ConcurrentHashMap<>();
    private final Set<Kind> bound = ConcurrentHashMap.newKeySet();
    private final Operations operations;

    /**
     * @param operations counts all requests together
     */
    public Requests(Operations operations) {
        this.operations = operations;
    }

    /**
     * Counts one request.
     *
     * @param route the template of its route
     * @param nanos how long the answer took
     */
    public void count(String method, String route, int status, long nanos) {
        Tally tally = tallies.computeIfAbsent(new Kind(method, route, status), _ -> new Tally());
        tally.count.increment();
        tally.nanos.add(nanos);
        operations.count(Operation.HTTP, nanos);
    }

    /** Makes kinds known that came up since the last call. */
    void bindTo(MeterRegistry registry) {
        tallies.forEach((kind, tally) -> {
            if (bound.add(kind)) {
                FunctionTimer.builder(
                                "eventstore.http.requests",
                                tally,
                                all -> all.count.sum(),
                                all -> all.nanos.sum(),
                                TimeUnit.NANOSECONDS)
                        .tag("method", kind.method)
                        .tag("route", kind.route)
                        .tag("status", Integer.toString(kind.status))
                        .description("Requests answered over HTTP")
                        .register(registry);
            }
        });
    }

    private record Kind(String method, String route, int status) {}

    private static final class Tally {
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();
    }
}
