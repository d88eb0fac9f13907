package dev.eventstore.server.security;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.TransactionResult;
import dev.eventstore.server.stream.Transactions;
import java.util.List;
import java.util.Optional;

/**
 * The door in front of transactions: begin and end need the right to write to the stream, of
 * whoever takes that step. What is added between them needs it unless it comes from where the
 * transaction was begun, as clients send it without a name. Thread-safe.
 */
public final class GuardedTransactions {
    private final GuardedStreams streams;
    private final Transactions transactions;

    /**
     * @param streams whose rules count
     * @param transactions do the work
     */
    public GuardedTransactions(GuardedStreams streams, Transactions transactions) {
        this.streams = streams;
        this.transactions = transactions;
    }

    /** Begins one. */
    public TransactionResult start(Caller caller, StreamName stream, ExpectedVersion expected) {
        return streams.mayWrite(caller, stream)
                ? transactions.start(stream, expected)
                : new TransactionResult.AccessDenied(stream);
    }

    /** Adds events to one. */
    public TransactionResult write(Caller caller, long id, List<NewEvent> events) {
        return closedStream(caller, id)
                .<TransactionResult>map(TransactionResult.AccessDenied::new)
                .orElseGet(() -> writeToOwn(id, events));
    }

    /** Adds events to one that the same client was allowed to begin. */
    public TransactionResult writeToOwn(long id, List<NewEvent> events) {
        return transactions.write(id, events);
    }

    /** Appends what one has. */
    public TransactionResult commit(Caller caller, long id) {
        return closedStream(caller, id)
                .<TransactionResult>map(TransactionResult.AccessDenied::new)
                .orElseGet(() -> transactions.commit(id));
    }

    private Optional<StreamName> closedStream(Caller caller, long id) {
        return transactions.streamOf(id).filter(stream -> !streams.mayWrite(caller, stream));
    }
}
