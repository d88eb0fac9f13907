package dev.eventstore.server.projection;

import dev.eventstore.server.event.Link;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the results of a projection are written: of one that goes on, after each event; of one that
 * comes to an end, when it has. One thread at a time.
 */
final class Results {
    private static final String TYPE = "Result";
    private static final String PARTITION = "$partition";
    private static final String END = "$Eof";

    private final String projection;
    private final Source.Options options;
    private final boolean areWrittenAtEnd;

    /**
     * @param areWrittenAtEnd whether they are written when everything is read, and only then
     */
    Results(String projection, Source source, boolean areWrittenAtEnd) {
        this.projection = projection;
        this.options = source.options();
        this.areWrittenAtEnd = areWrittenAtEnd;
    }

    /** Takes what came of the event that a handler took last. */
    void of(Handler handler, RecordedEvent cause, Place place, Emitter emitter) {
        if (areWrittenAtEnd || !options.producesResults()) {
            return;
        }
        Optional<Handler.Result> found = handler.result();
        if (found.isEmpty()) {
            return;
        }
        Handler.Result result = found.get();
        String partition = result.partition();
        StreamName stream = StreamName.of(stream(partition));
        List<Emitted> written = new ArrayList<>();
        written.add(result(stream, result.json()));
        if (!partition.equals(Handler.ROOT)) {
            written.add(link(new Link(emitter.next(stream), stream)));
            handler.begun().ifPresent(begun -> written.add(partition(begun)));
        }
        emitter.addUntracked(cause, place, written);
    }

    /** Writes how all partitions stand, and that there is nothing more. */
    void atEnd(Place place, Partitions partitions, Emitter emitter) {
        if (!areWrittenAtEnd) {
            return;
        }
        StreamName stream = StreamName.of(root(projection, options));
        List<Emitted> written = new ArrayList<>();
        partitions.forEachShown((_, standing) -> {
            if (standing.result() != null) {
                written.add(result(stream, standing.result()));
            }
        });
        written.add(new Emitted(stream, END, false, Payload.EMPTY, List.of()));
        emitter.append(stream, place, written);
    }

    private static Emitted result(StreamName stream, String json) {
        return new Emitted(stream, TYPE, true, Payload.of(json), List.of());
    }

    /** The results of partitions are found through the stream of the whole. */
    private Emitted link(Link target) {
        return new Emitted(
                StreamName.of(root(projection, options)),
                SystemEventTypes.LINK,
                false,
                Payload.of(target.text()),
                List.of());
    }

    private Emitted partition(String key) {
        return new Emitted(
                Names.partitions(projection), PARTITION, false, Payload.of(key), List.of());
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
