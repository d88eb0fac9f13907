package dev.eventstore.server.grpc.streams;

import com.google.protobuf.Any;
import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusCode;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.event.Ids;
import dev.eventstore.server.grpc.wire.SharedProto;
import dev.eventstore.server.grpc.wire.SharedProto.AllStreamPosition;
import dev.eventstore.server.grpc.wire.StatusProto;
import dev.eventstore.server.grpc.wire.StreamsProto.BatchAppendReq;
import dev.eventstore.server.grpc.wire.StreamsProto.BatchAppendResp;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.StreamOperations;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the appends of a BatchAppend, from its first message to its answer. */
final class BatchedAppend {
    private static final Logger logger = LoggerFactory.getLogger(BatchedAppend.class);

    private final SharedProto.UUID correlation;
    private final AppendLimits.Tally tally;
    private final InstantSource clock;
    private final List<NewEvent> events = new ArrayList<>();
    private BatchAppendReq.@Nullable Options options;
    private @Nullable StreamName stream;
    private @Nullable ExpectedVersion expected;
    private @Nullable Instant deadline;
    private @Nullable BatchAppendResp refusal;
    private boolean isFinal;

    BatchedAppend(SharedProto.UUID correlation, AppendLimits.Tally tally, InstantSource clock) {
        this.correlation = correlation;
        this.tally = tally;
        this.clock = clock;
    }

    void add(BatchMessage message) {
        try {
            if (message.options() != null && options == null) {
                options = message.options();
                StreamName named = Ids.stream(options.getStreamIdentifier());
                expected = Expected.of(options);
                deadline = deadline(options);
                stream = named;
            }
            if (isLate()) {
                refuse(
                        error(
                                StatusCode.DEADLINE_EXCEEDED,
                                SharedProto.Timeout.getDefaultInstance()));
                return;
            }
            if (message.refusal() != null) {
                throw message.refusal();
            }
            for (NewEvent event : message.events()) {
                tally.add(event);
                events.add(event);
            }
        } catch (StatusException refused) {
            refuse(refused(refused));
        }
        isFinal |= message.isFinal();
    }

    private boolean isLate() {
        return deadline != null && deadline.isBefore(clock.instant());
    }

    private void refuse(BatchAppendResp why) {
        refusal = why;
        events.clear();
    }

    /** Complete is also what is refused before its end. */
    boolean isComplete() {
        return isFinal || refusal != null;
    }

    long bytes() {
        return tally.bytes();
    }

    /**
     * Begins to append; one that is refused or late is settled at once.
     *
     * @return completes once the append is settled, on disk if it succeeds, on a thread that must
     *     not be kept: with what makes the answer, never with a failure
     */
    CompletableFuture<Supplier<BatchAppendResp>> begin(StreamOperations streams) {
        if (refusal != null || stream == null || expected == null) {
            return CompletableFuture.completedFuture(this::refusal);
        }
        try {
            return streams.appendLater(new Append(stream, expected, events))
                    .handle((result, broken) ->
                            broken == null ? () -> answer(result) : () -> failed(broken));
        } catch (RuntimeException broken) {
            return CompletableFuture.completedFuture(() -> failed(broken));
        }
    }

    /** What is wrong with a refused one. */
    private BatchAppendResp refusal() {
        if (refusal == null) {
            throw new IllegalStateException("Nothing is wrong with it.");
        }
        return refusal;
    }

    private BatchAppendResp failed(Throwable failure) {
        logger.error("An append of a batch failed", failure);
        return error(StatusCode.INTERNAL, Empty.getDefaultInstance());
    }

    private BatchAppendResp answer(AppendResult result) {
        return switch (result) {
            case AppendResult.Appended appended -> success(appended);
            case AppendResult.WrongExpectedVersion wrong ->
                    error(StatusCode.ALREADY_EXISTS, wrong(wrong));
            case AppendResult.StreamDeleted(StreamName deleted) ->
                    error(
                            StatusCode.NOT_FOUND,
                            SharedProto.StreamDeleted.newBuilder()
                                    .setStreamIdentifier(Ids.identifier(deleted))
                                    .build());
            case AppendResult.EventTooLarge large ->
                    refused(
                            Refusals.eventTooLarge(
                                    events.get(large.index()).id().toString(),
                                    large.bytes(),
                                    Append.EVENT_BYTES_MAX));
            case AppendResult.AccessDenied _ ->
                    error(
                            StatusCode.PERMISSION_DENIED,
                            SharedProto.AccessDenied.getDefaultInstance());
        };
    }

    private BatchAppendResp success(AppendResult.Appended appended) {
        BatchAppendResp.Success.Builder success = BatchAppendResp.Success.newBuilder();
        if (appended.last() < 0) {
            success.setNoStream(Empty.getDefaultInstance());
        } else {
            success.setCurrentRevision(appended.last());
        }
        long position = appended.position().value();
        if (position == 0) {
            success.setNoPosition(Empty.getDefaultInstance());
        } else {
            success.setPosition(
                    AllStreamPosition.newBuilder()
                            .setCommitPosition(position)
                            .setPreparePosition(position));
        }
        return response().setSuccess(success).build();
    }

    private static SharedProto.WrongExpectedVersion wrong(AppendResult.WrongExpectedVersion wrong) {
        Empty yes = Empty.getDefaultInstance();
        SharedProto.WrongExpectedVersion.Builder told =
                SharedProto.WrongExpectedVersion.newBuilder();
        if (wrong.head() < 0) {
            told.setCurrentNoStream(yes);
        } else {
            told.setCurrentStreamRevision(wrong.head());
        }
        switch (wrong.expected()) {
            case ExpectedVersion.Belief.ANY -> told.setExpectedAny(yes);
            case ExpectedVersion.Belief.STREAM_EXISTS -> told.setExpectedStreamExists(yes);
            case ExpectedVersion.Belief.NO_STREAM -> told.setExpectedNoStream(yes);
            case ExpectedVersion.Exactly(var revision) ->
                    told.setExpectedStreamPosition(revision.value());
        }
        return told.build();
    }

    /** The same refusals as of Append, with details in place of trailers. */
    private BatchAppendResp refused(StatusException refused) {
        return switch (refused.trailer("exception")) {
            case "maximum-append-size-exceeded" ->
                    error(
                            refused.code(),
                            SharedProto.MaximumAppendSizeExceeded.newBuilder()
                                    .setMaxAppendSize(number(refused, "maximum-append-size"))
                                    .build());
            case "maximum-append-event-size-exceeded" ->
                    error(
                            refused.code(),
                            SharedProto.MaximumAppendEventSizeExceeded.newBuilder()
                                    .setEventId(refused.trailer("event-id"))
                                    .setProposedEventSize(
                                            number(refused, "proposed-append-event-size"))
                                    .setMaxAppendEventSize(
                                            number(refused, "maximum-append-event-size"))
                                    .build());
            default ->
                    error(
                            refused.code(),
                            SharedProto.BadRequest.newBuilder().setMessage(refused.text()).build());
        };
    }

    private static int number(StatusException refused, String trailer) {
        return Integer.parseInt(refused.trailer(trailer));
    }

    private BatchAppendResp error(StatusCode code, Message detail) {
        return response()
                .setError(
                        StatusProto.Status.newBuilder()
                                .setCode(code.number())
                                .setMessage(detail.getDescriptorForType().getName())
                                .addDetails(Any.pack(detail)))
                .build();
    }

    private BatchAppendResp.Builder response() {
        BatchAppendResp.Builder response =
                BatchAppendResp.newBuilder().setCorrelationId(correlation);
        if (options != null) {
            response.setStreamIdentifier(options.getStreamIdentifier());
        }
        return response;
    }

    private @Nullable Instant deadline(BatchAppendReq.Options options) throws StatusException {
        try {
            return switch (options.getDeadlineOptionCase()) {
                case DEADLINE ->
                        clock.instant()
                                .plusSeconds(options.getDeadline().getSeconds())
                                .plusNanos(options.getDeadline().getNanos());
                case DEADLINE_21_10_0 ->
                        Instant.ofEpochSecond(
                                options.getDeadline21100().getSeconds(),
                                options.getDeadline21100().getNanos());
                case DEADLINEOPTION_NOT_SET -> null;
            };
        } catch (DateTimeException | ArithmeticException tooFar) {
            // Beyond all time: whoever waits as long as that has none.
            return options.getDeadline().getSeconds() < 0 ? Instant.EPOCH : null;
        }
    }
}
