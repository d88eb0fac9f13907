package dev.eventstore.server.projection.handler;

import dev.eventstore.server.event.StreamName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a definition does with events. One thread at a time. */
public interface Handler extends AutoCloseable {
    /** The partition of what knows no partitions, and what all partitions share. */
    String ROOT = "";

    /** What it wants to see. */
    Source source();

    /** Which streams it reads, if it picks them itself; it then reads some of what it selects. */
    default Optional<StreamCatalog> catalog() {
        return Optional.empty();
    }

    /**
     * Takes an event.
     *
     * @param states asked for the state of a partition that the handler does not know (any more)
     * @return what is to be written because of it, in this order; empty if it means nothing here
     */
    List<Emitted> handle(SourceEvent event, States states);

    /**
     * Hears that a stream was deleted whose events have a partition of their own. Told to those
     * only whose source asks for it.
     *
     * @param isSoft whether the stream may come back
     * @return what is to be written because of it
     */
    default List<Emitted> deleted(StreamName stream, boolean isSoft, States states) {
        return List.of();
    }

    /** The partition that began with the event taken last; empty if it had begun before. */
    default Optional<String> begun() {
        return Optional.empty();
    }

    /** What came of the event that was taken last; empty if that is not to be written. */
    default Optional<Result> result() {
        return Optional.empty();
    }

    /**
     * A result.
     *
     * @param partition whose
     * @param json what it is
     */
    record Result(String partition, String json) {}

    /** How the partitions stand that had events since this was asked last, by their keys. */
    default Map<String, Standing> settle() {
        return Map.of();
    }

    /** Forgets the states that it knows; it will ask for them. */
    default void forget() {}

    /** What is to be written beside each checkpoint. */
    default List<Emitted> atCheckpoint() {
        return List.of();
    }

    /** Gives back what it holds of the machine. */
    @Override
    default void close() {}
}
