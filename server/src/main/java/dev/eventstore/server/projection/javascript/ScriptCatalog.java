package dev.eventstore.server.projection.javascript;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.handler.StreamCatalog;
import java.util.Optional;
import org.graalvm.polyglot.Value;

/** Streams that a script picks. */
final class ScriptCatalog {
    private ScriptCatalog() {}

    /**
     * The catalog of a script.
     *
     * @param list the stream that lists the streams; empty for a filter
     */
    static StreamCatalog of(Sandbox sandbox, Value script, String list) {
        return list.isEmpty()
                ? new Filter(sandbox, script.getMember("wants"))
                : new Entries(sandbox, StreamName.of(list), script.getMember("named"));
    }

    private record Entries(Sandbox sandbox, StreamName by, Value named)
            implements StreamCatalog.Listed {
        @Override
        public Optional<StreamName> named(SourceEvent entry) {
            String name = sandbox.run(() -> execute(named, entry, "").asString());
            return name.isEmpty() ? Optional.empty() : Optional.of(StreamName.of(name));
        }
    }

    private record Filter(Sandbox sandbox, Value wants) implements StreamCatalog.Matching {
        @Override
        public boolean wants(SourceEvent first, String metadata) {
            return sandbox.run(() -> execute(wants, first, metadata).asBoolean());
        }
    }

    private static Value execute(Value function, SourceEvent found, String streamMetadata) {
        RecordedEvent event = found.event();
        RecordedEvent link = found.link();
        return function.execute(
                event.isJson(),
                event.data().text(),
                event.type(),
                event.stream().value(),
                Long.toString(event.revision().value()),
                event.metadata().text(),
                link == null ? "" : link.metadata().text(),
                streamMetadata);
    }
}
