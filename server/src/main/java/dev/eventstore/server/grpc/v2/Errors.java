package dev.eventstore.server.grpc.v2;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusCode;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.Errors2Proto;
import dev.eventstore.server.grpc.wire.Rpc2Proto;
import dev.eventstore.server.grpc.wire.StatusProto;
import dev.eventstore.server.grpc.wire.Streams2Proto.ConsistencyCheck;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.CheckedAppendResult;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.StreamOperations;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What appends of the second protocol are refused with: a status, and in its details the reason by
 * name and what belongs to it.
 */
final class Errors {
    private static final String STREAMS = "streams";
    private static final String SERVER = "server";

    private Errors() {}

    /**
     * Why an append was refused.
     *
     * @param events those of the part that was refused
     * @param expected what was expected of its stream
     * @param streams to look at what was refused
     */
    static StatusException of(
            AppendResult reason,
            List<NewEvent> events,
            ExpectedVersion expected,
            StreamOperations streams) {
        return switch (reason) {
            case AppendResult.WrongExpectedVersion wrong -> conflict(wrong);
            case AppendResult.StreamDeleted(StreamName stream) ->
                    isForGood(stream, expected, streams) ? tombstoned(stream) : deleted(stream);
            case AppendResult.EventTooLarge large ->
                    recordTooLarge(large.stream(), events.get(large.index()));
            case AppendResult.AccessDenied(StreamName stream) -> accessDenied(stream);
            case AppendResult.Appended done ->
                    throw new IllegalStateException("Nothing was refused: " + done);
        };
    }

    static StatusException violated(
            List<ConsistencyCheck> checks, List<CheckedAppendResult.Violation> violations) {
        var details = Errors2Proto.AppendConsistencyViolationErrorDetails.newBuilder();
        for (CheckedAppendResult.Violation violation : violations) {
            ConsistencyCheck.StreamStateCheck check =
                    checks.get(violation.check()).getStreamState();
            details.addViolations(
                    Errors2Proto.ConsistencyViolation.newBuilder()
                            .setCheckIndex(violation.check())
                            .setStreamState(
                                    Errors2Proto.ConsistencyViolation.StreamStateViolation
                                            .newBuilder()
                                            .setStream(check.getStream())
                                            .setExpectedState(check.getExpectedState())
                                            .setActualState(
                                                    States.actual(
                                                            violation.actual(),
                                                            check.getExpectedState()))));
        }
        return failure(
                StatusCode.FAILED_PRECONDITION,
                "Streams are not as the checks want them.",
                "APPEND_CONSISTENCY_VIOLATION",
                STREAMS,
                details.build());
    }

    static StatusException recordTooLarge(StreamName stream, NewEvent event) {
        return failure(
                StatusCode.INVALID_ARGUMENT,
                "A record has more than " + Records.RECORD_BYTES_MAX + " bytes.",
                "APPEND_RECORD_SIZE_EXCEEDED",
                STREAMS,
                Errors2Proto.AppendRecordSizeExceededErrorDetails.newBuilder()
                        .setStream(stream.value())
                        .setRecordId(event.id().toString())
                        .setSize((int) event.size())
                        .setMaxSize(Records.RECORD_BYTES_MAX)
                        .build());
    }

    static StatusException transactionTooLarge(long bytes) {
        return failure(
                StatusCode.ABORTED,
                "The records have more than " + Records.TRANSACTION_BYTES_MAX + " bytes.",
                "APPEND_TRANSACTION_SIZE_EXCEEDED",
                STREAMS,
                Errors2Proto.AppendTransactionSizeExceededErrorDetails.newBuilder()
                        .setSize((int) bytes)
                        .setMaxSize(Records.TRANSACTION_BYTES_MAX)
                        .build());
    }

    static StatusException alreadyInSession(StreamName stream) {
        return failure(
                StatusCode.ABORTED,
                "Requests for one stream must follow each other.",
                "STREAM_ALREADY_IN_APPEND_SESSION",
                STREAMS,
                Errors2Proto.StreamAlreadyInAppendSessionErrorDetails.newBuilder()
                        .setStream(stream.value())
                        .build());
    }

    static StatusException noRequests() {
        return failure(
                StatusCode.FAILED_PRECONDITION,
                "There is nothing to append.",
                "APPEND_SESSION_NO_REQUESTS",
                STREAMS,
                null);
    }

    static StatusException badRequest(String field, String description) {
        return failure(
                StatusCode.INVALID_ARGUMENT,
                field + ": " + description,
                "BAD_REQUEST",
                SERVER,
                StatusProto.BadRequest.newBuilder()
                        .addFieldViolations(
                                StatusProto.BadRequest.FieldViolation.newBuilder()
                                        .setField(field)
                                        .setDescription(description))
                        .build());
    }

    private static StatusException conflict(AppendResult.WrongExpectedVersion wrong) {
        return failure(
                StatusCode.FAILED_PRECONDITION,
                "The stream is not at the revision that was expected.",
                "STREAM_REVISION_CONFLICT",
                STREAMS,
                Errors2Proto.StreamRevisionConflictErrorDetails.newBuilder()
                        .setStream(wrong.stream().value())
                        .setExpectedRevision(Refusals.number(wrong.expected()))
                        .setActualRevision(wrong.head())
                        .build());
    }

    /** Where the caller may not know, a deletion that can be undone is the better guess. */
    private static boolean isForGood(
            StreamName stream, ExpectedVersion expected, StreamOperations streams) {
        // Other appends bring a stream back that is softly deleted.
        return expected != ExpectedVersion.Belief.STREAM_EXISTS
                || (streams.metadata(stream) instanceof MetadataResult.InForce inForce
                        && inForce.tombstoned());
    }

    private static StatusException deleted(StreamName stream) {
        return failure(
                StatusCode.FAILED_PRECONDITION,
                "The stream is deleted.",
                "STREAM_DELETED",
                STREAMS,
                Errors2Proto.StreamDeletedErrorDetails.newBuilder()
                        .setStream(stream.value())
                        .build());
    }

    private static StatusException tombstoned(StreamName stream) {
        return failure(
                StatusCode.FAILED_PRECONDITION,
                "The stream is deleted for good.",
                "STREAM_TOMBSTONED",
                STREAMS,
                Errors2Proto.StreamTombstonedErrorDetails.newBuilder()
                        .setStream(stream.value())
                        .build());
    }

    private static StatusException accessDenied(StreamName stream) {
        return failure(
                StatusCode.PERMISSION_DENIED,
                "The caller may not do this to the stream " + stream.value() + ".",
                "ACCESS_DENIED",
                SERVER,
                Rpc2Proto.AccessDeniedErrorDetails.newBuilder().setOperation("append").build());
    }

    private static StatusException failure(
            StatusCode code,
            String message,
            String reason,
            String domain,
            @Nullable Message detail) {
        StatusProto.Status.Builder status =
                StatusProto.Status.newBuilder()
                        .setCode(code.number())
                        .setMessage(message)
                        .addDetails(
                                Any.pack(
                                        StatusProto.ErrorInfo.newBuilder()
                                                .setReason(reason)
                                                .setDomain(domain)
                                                .build()));
        if (detail != null) {
            status.addDetails(Any.pack(detail));
        }
        return new StatusException(code, message)
                .with(
                        "grpc-status-details-bin",
                        Base64.getEncoder()
                                .withoutPadding()
                                .encodeToString(status.build().toByteArray()));
    }
}
