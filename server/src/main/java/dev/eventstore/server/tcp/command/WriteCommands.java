package dev.eventstore.server.tcp.command;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.DeleteResult;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.frame.Correlation;
import dev.eventstore.server.tcp.frame.Frame;
import dev.eventstore.server.tcp.frame.FrameWriter;
import dev.eventstore.server.tcp.frame.Frames;
import dev.eventstore.server.tcp.frame.Request;
import dev.eventstore.server.tcp.wire.DeleteStream;
import dev.eventstore.server.tcp.wire.DeleteStreamCompleted;
import dev.eventstore.server.tcp.wire.OperationResult;

/** Appends and deletes. Thread-safe. */
final class WriteCommands {
    private static final int ANSWER_BYTES = 128;

    private final GuardedStreams streams;

    WriteCommands(GuardedStreams streams) {
        this.streams = streams;
    }

    void append(Request request, Caller caller, Session session)
            throws BadRequest, InterruptedException {
        WriteMessages.Write message = WriteMessages.write(request);
        Append append =
                new Append(
                        Fields.stream(message.stream()),
                        Fields.expectedVersion(message.expected()),
                        message.events());
        StreamOperations allowed = streams.on(caller);
        Correlation correlation = request.correlation();
        session.begin(
                request,
                () ->
                        allowed.appendLater(append)
                                .thenApply(result ->
                                        () -> session.send(completed(correlation, result))));
    }

    private static Frame completed(Correlation correlation, AppendResult result) throws BadRequest {
        FrameWriter out = new FrameWriter(ANSWER_BYTES);
        if (result instanceof AppendResult.WrongExpectedVersion wrong) {
            out.number(7, wrong.head());
        }
        AppendOutcome outcome = AppendOutcome.of(result);
        out.number(6, outcome.position());
        out.number(5, outcome.position());
        out.number(4, outcome.last());
        out.number(3, outcome.first());
        if (!outcome.message().isEmpty()) {
            out.text(2, outcome.message());
        }
        out.number(1, outcome.code());
        return out.frame(Command.WRITE_EVENTS_COMPLETED, correlation);
    }

    void delete(Request request, Caller caller, Session session)
            throws BadRequest, InterruptedException {
        DeleteStream message = Fields.message(DeleteStream.parser(), request);
        ExpectedVersion expected = Fields.expectedRevision(message.getExpectedVersion());
        Delete delete =
                new Delete(
                        Fields.stream(message.getEventStreamId()),
                        expected,
                        message.getHardDelete());
        StreamOperations allowed = streams.on(caller);
        Correlation correlation = request.correlation();
        session.runInOrder(
                request,
                () ->
                        session.send(
                                Frames.message(
                                        Command.DELETE_STREAM_COMPLETED,
                                        correlation,
                                        completed(allowed.delete(delete)))));
    }

    private static DeleteStreamCompleted completed(DeleteResult result) {
        DeleteStreamCompleted.Builder completed = DeleteStreamCompleted.newBuilder();
        switch (result) {
            case DeleteResult.Deleted(var position) ->
                    completed
                            .setResult(OperationResult.Success)
                            .setPreparePosition(position.value())
                            .setCommitPosition(position.value());
            case DeleteResult.WrongExpectedVersion _ ->
                    completed
                            .setResult(OperationResult.WrongExpectedVersion)
                            .setMessage(AppendOutcome.WRONG_EXPECTED_VERSION);
            case DeleteResult.StreamDeleted _ ->
                    completed
                            .setResult(OperationResult.StreamDeleted)
                            .setMessage(AppendOutcome.STREAM_DELETED);
            case DeleteResult.AccessDenied _ ->
                    completed
                            .setResult(OperationResult.AccessDenied)
                            .setMessage(AppendOutcome.ACCESS_DENIED);
        }
        return completed.build();
    }
}
