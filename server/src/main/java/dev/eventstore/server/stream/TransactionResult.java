package dev.eventstore.server.stream;

import dev.eventstore.server.event.StreamName;

/** What came of a step of a transaction. */
public sealed interface TransactionResult {
    /**
     * It is open, and what it got so far is on disk.
     *
     * @param id names it
     */
    record Open(long id) implements TransactionResult {}

    /**
     * It came to its end, or could not.
     *
     * @param result as of an append; if nothing was appended, it is still open
     */
    record Committed(AppendResult result) implements TransactionResult {}

    /** There is no such transaction: never started, committed long ago, or dropped. */
    record Unknown(long id) implements TransactionResult {}

    /** There are {@link Transactions#OPEN_MAX} already; come again later. */
    record TooMany() implements TransactionResult {}

    /** It would have more than {@link Transactions#BYTES_MAX}; it is as it was. */
    record TooLarge(long bytes) implements TransactionResult {}

    /** An event has more than {@link Append#EVENT_BYTES_MAX}; the transaction is as it was. */
    record EventTooLarge(int index, long bytes) implements TransactionResult {}

    /** The caller may not write to the stream. */
    record AccessDenied(StreamName stream) implements TransactionResult {}
}
