package dev.eventstore.server.projection.handler;

import dev.eventstore.server.event.StreamName;
import java.util.Optional;

/** Says which streams a query reads whose definition picks them itself. One thread at a time. */
public sealed interface StreamCatalog {
    /** A stream lists them. */
    non-sealed interface Listed extends StreamCatalog {
        /** The stream that does. */
        StreamName by();

        /**
         * The stream that one of its events names; empty if it names none.
         *
         * @throws IllegalStateException if the definition cannot say that
         */
        Optional<StreamName> named(SourceEvent entry);
    }

    /** The definition is asked about each. */
    non-sealed interface Matching extends StreamCatalog {
        /**
         * Answers whether it reads a stream.
         *
         * @param first the oldest event of the stream
         * @param metadata of the stream as JSON, empty if it has none
         * @throws IllegalStateException if the definition cannot say that
         */
        boolean wants(SourceEvent first, String metadata);
    }
}
