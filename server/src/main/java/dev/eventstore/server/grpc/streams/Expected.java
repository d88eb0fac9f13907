package dev.eventstore.server.grpc.streams;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.StreamsProto.AppendReq;
import dev.eventstore.server.grpc.wire.StreamsProto.BatchAppendReq;
import dev.eventstore.server.grpc.wire.StreamsProto.DeleteReq;

/** What writers say they expect. */
final class Expected {
    /** A revision that stands for no stream at all. */
    private static final long NO_STREAM = -1;

    private Expected() {}

    static ExpectedVersion of(AppendReq.Options options) throws StatusException {
        return switch (options.getExpectedStreamRevisionCase()) {
            case REVISION -> revision(options.getRevision());
            case NO_STREAM -> ExpectedVersion.Belief.NO_STREAM;
            case ANY -> ExpectedVersion.Belief.ANY;
            case STREAM_EXISTS -> ExpectedVersion.Belief.STREAM_EXISTS;
            case EXPECTEDSTREAMREVISION_NOT_SET -> throw missing("expected_stream_revision");
        };
    }

    static ExpectedVersion of(DeleteReq.Options options) throws StatusException {
        return switch (options.getExpectedStreamRevisionCase()) {
            case REVISION -> revision(options.getRevision());
            case NO_STREAM -> ExpectedVersion.Belief.NO_STREAM;
            case ANY -> ExpectedVersion.Belief.ANY;
            case STREAM_EXISTS -> ExpectedVersion.Belief.STREAM_EXISTS;
            case EXPECTEDSTREAMREVISION_NOT_SET -> throw missing("expected_stream_revision");
        };
    }

    static ExpectedVersion of(BatchAppendReq.Options options) throws StatusException {
        return switch (options.getExpectedStreamPositionCase()) {
            case STREAM_POSITION -> revision(options.getStreamPosition());
            case NO_STREAM -> ExpectedVersion.Belief.NO_STREAM;
            case ANY -> ExpectedVersion.Belief.ANY;
            case STREAM_EXISTS -> ExpectedVersion.Belief.STREAM_EXISTS;
            case EXPECTEDSTREAMPOSITION_NOT_SET -> throw missing("expected_stream_position");
        };
    }

    private static ExpectedVersion revision(long revision) throws StatusException {
        if (revision >= 0) {
            return new ExpectedVersion.Exactly(Revision.of(revision));
        }
        if (revision == NO_STREAM) {
            return ExpectedVersion.Belief.NO_STREAM;
        }
        throw Refusals.invalid("The expected revision is beyond all that there can be.");
    }

    private static StatusException missing(String field) {
        return Refusals.invalid("The field " + field + " is missing.");
    }
}
