package dev.eventstore.bench;

import java.util.function.LongConsumer;

/** How a program gets at events: through a network or not. Safe for any thread. */
interface Way extends AutoCloseable {
    /** Makes a group that begins at the start of a stream, with room for 500 events. */
    void createGroup(String stream, String group) throws Exception;

    /**
     * Connects a consumer with a window of 100 that acknowledges each event as it comes.
     *
     * @param done told the revision of each event
     */
    AutoCloseable consume(String stream, String group, LongConsumer done) throws Exception;

    /**
     * Follows a stream from its start, without a group.
     *
     * @param done told the revision of each event
     */
    AutoCloseable follow(String stream, LongConsumer done) throws Exception;

    @Override
    void close();
}
