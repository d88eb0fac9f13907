package dev.eventstore.server.projection;

import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.Source;
import java.util.List;

/** Where the results of a projection are written. Immutable. */
final class Results {
    private static final String TYPE = "Result";

    private final String projection;
    private final Source.Options options;

    Results(String projection, Source source) {
        this.projection = projection;
        this.options = source.options();
    }

    /** The event that tells a result. */
    Emitted of(Handler.Result result) {
        return new Emitted(
                StreamName.of(stream(result.partition())),
                TYPE,
                true,
                Payload.of(result.json()),
                List.of(),
                /* isNewestOnly= */ true);
    }

    private String stream(String partition) {
        if (partition.equals(Handler.ROOT)) {
            return root(projection, options);
        }
        return options.partitionResultPattern() == null
                ? Names.result(projection, partition)
                : options.partitionResultPattern().replace("{0}", partition);
    }

    /** Where the result of the whole goes. */
    static String root(String projection, Source.Options options) {
        return options.resultStream() == null ? Names.result(projection) : options.resultStream();
    }
}
