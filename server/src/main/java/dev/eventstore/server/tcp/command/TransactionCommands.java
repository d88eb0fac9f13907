package dev.eventstore.server.tcp.command;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedTransactions;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.TransactionResult;
import dev.eventstore.server.stream.Transactions;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.frame.Correlation;
import dev.eventstore.server.tcp.frame.Frame;
import dev.eventstore.server.tcp.frame.Frames;
import dev.eventstore.server.tcp.frame.Request;
import dev.eventstore.server.tcp.wire.OperationResult;
import dev.eventstore.server.tcp.wire.TransactionCommit;
import dev.eventstore.server.tcp.wire.TransactionCommitCompleted;
import dev.eventstore.server.tcp.wire.TransactionStart;
import dev.eventstore.server.tcp.wire.TransactionStartCompleted;
import dev.eventstore.server.tcp.wire.TransactionWriteCompleted;

/** Appends in parts: start, write, commit. Thread-safe. */
final class TransactionCommands {
    private static final String UNKNOWN = "There is no such transaction, or not any more.";
    private static final long NO_TRANSACTION = -1;

    private final GuardedTransactions transactions;

    TransactionCommands(GuardedTransactions transactions) {
        this.transactions = transactions;
    }

    void start(Request request, Caller caller, Session session)
            throws BadRequest, InterruptedException {
        TransactionStart message = Fields.message(TransactionStart.parser(), request);
        StreamName stream = Fields.stream(message.getEventStreamId());
        ExpectedVersion expected = Fields.expectedRevision(message.getExpectedVersion());
        Correlation correlation = request.correlation();
        session.runInOrder(
                request,
                () -> {
                    TransactionResult result = transactions.start(caller, stream, expected);
                    if (result instanceof TransactionResult.Open(long id)) {
                        session.transactions().add(id);
                    }
                    session.send(started(correlation, result));
                });
    }

    private static Frame started(Correlation correlation, TransactionResult result)
            throws BadRequest {
        TransactionStartCompleted.Builder completed = TransactionStartCompleted.newBuilder();
        Verdict verdict = verdict(result);
        if (verdict.isBusy()) {
            return Refusals.tooBusy(correlation);
        }
        completed.setTransactionId(
                result instanceof TransactionResult.Open(long id) ? id : NO_TRANSACTION);
        completed.setResult(verdict.result());
        if (!verdict.message().isEmpty()) {
            completed.setMessage(verdict.message());
        }
        return Frames.message(Command.TRANSACTION_START_COMPLETED, correlation, completed.build());
    }

    void write(Request request, Caller caller, Session session)
            throws BadRequest, InterruptedException {
        WriteMessages.Part part = WriteMessages.part(request);
        Correlation correlation = request.correlation();
        session.runInOrder(
                request,
                () -> {
                    long id = part.transaction();
                    TransactionResult result =
                            session.transactions().contains(id)
                                    ? transactions.writeToOwn(id, part.events())
                                    : transactions.write(caller, id, part.events());
                    session.send(written(correlation, id, result));
                });
    }

    private static Frame written(Correlation correlation, long id, TransactionResult result)
            throws BadRequest {
        Verdict verdict = verdict(result);
        TransactionWriteCompleted.Builder completed =
                TransactionWriteCompleted.newBuilder()
                        .setTransactionId(id)
                        .setResult(verdict.result());
        if (!verdict.message().isEmpty()) {
            completed.setMessage(verdict.message());
        }
        return Frames.message(Command.TRANSACTION_WRITE_COMPLETED, correlation, completed.build());
    }

    void commit(Request request, Caller caller, Session session)
            throws BadRequest, InterruptedException {
        long id = Fields.message(TransactionCommit.parser(), request).getTransactionId();
        Correlation correlation = request.correlation();
        session.runInOrder(
                request,
                () -> session.send(committed(correlation, id, transactions.commit(caller, id))));
    }

    private static Frame committed(Correlation correlation, long id, TransactionResult result)
            throws BadRequest {
        TransactionCommitCompleted.Builder completed =
                TransactionCommitCompleted.newBuilder().setTransactionId(id);
        if (result instanceof TransactionResult.Committed(var appended)) {
            AppendOutcome outcome = AppendOutcome.of(appended);
            completed
                    .setResult(OperationResult.forNumber(outcome.code()))
                    .setMessage(outcome.message())
                    .setFirstEventNumber(outcome.first())
                    .setLastEventNumber(outcome.last())
                    .setPreparePosition(outcome.position())
                    .setCommitPosition(outcome.position());
        } else {
            Verdict verdict = verdict(result);
            completed
                    .setResult(verdict.result())
                    .setMessage(verdict.message())
                    .setFirstEventNumber(-1)
                    .setLastEventNumber(-1);
        }
        return Frames.message(Command.TRANSACTION_COMMIT_COMPLETED, correlation, completed.build());
    }

    /** What the protocol calls a result. */
    private record Verdict(OperationResult result, String message, boolean isBusy) {}

    private static Verdict verdict(TransactionResult result) throws BadRequest {
        return switch (result) {
            case TransactionResult.Open _, TransactionResult.Committed _ ->
                    new Verdict(OperationResult.Success, "", false);
            case TransactionResult.Unknown _ ->
                    new Verdict(OperationResult.InvalidTransaction, UNKNOWN, false);
            case TransactionResult.AccessDenied _ ->
                    new Verdict(OperationResult.AccessDenied, AppendOutcome.ACCESS_DENIED, false);
            case TransactionResult.TooMany _ ->
                    new Verdict(OperationResult.InvalidTransaction, "", true);
            case TransactionResult.TooLarge(long bytes) ->
                    throw new BadRequest(
                            "events: the transaction would have "
                                    + bytes
                                    + " bytes; at most "
                                    + Transactions.BYTES_MAX
                                    + " are possible.");
            case TransactionResult.EventTooLarge(int index, long bytes) ->
                    throw new BadRequest(
                            "events["
                                    + index
                                    + "]: "
                                    + bytes
                                    + " bytes of data and metadata are too many; at most "
                                    + Append.EVENT_BYTES_MAX
                                    + " are possible.");
        };
    }
}
