package dev.eventstore.server.http.admin;

import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.stats.Operations;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.HdrHistogram.Histogram;

/** {@code /histogram/{name}}: how long operations take, in milliseconds. */
public final class HistogramRoutes {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Operations operations;

    public HistogramRoutes(Operations operations) {
        this.operations = operations;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get(
                                "/histogram/{name}",
                                AccessLevel.OPERATOR,
                                MediaTypes.INFO,
                                this::histogram)
                        .openUnlessLoginDemanded());
    }

    private Reply histogram(Call call) {
        return operations
                .histogram(call.pathParameter("name"))
                .map(HistogramRoutes::table)
                .orElseGet(() ->
                        Reply.statusOnly(404, "Not found")
                                .explained(
                                        "There is no such histogram, or --enable-histograms"
                                                + " is off."));
    }

    private static Reply table(Histogram histogram) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.US_ASCII)) {
            histogram.outputPercentileDistribution(out, NANOS_PER_MILLI);
        }
        return Reply.ok(MediaType.TEXT, bytes.toByteArray());
    }
}
