package dev.eventstore.server.grpc.v2;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.stream.StreamCheck.Wanted;
import dev.eventstore.server.stream.StreamState;

/** States of streams as numbers: revisions, and below 0 those that have none. */
final class States {
    private static final int NO_STREAM = -1;
    private static final int ANY = -2;
    private static final int EXISTS = -4;
    private static final int SOFT_DELETED = -5;
    private static final int TOMBSTONED = -6;

    private States() {}

    static ExpectedVersion expected(long state) throws StatusException {
        if (state >= 0) {
            return new ExpectedVersion.Exactly(Revision.of(state));
        }
        return switch ((int) Math.max(state, Integer.MIN_VALUE)) {
            case NO_STREAM -> ExpectedVersion.Belief.NO_STREAM;
            case ANY -> ExpectedVersion.Belief.ANY;
            case EXISTS -> ExpectedVersion.Belief.STREAM_EXISTS;
            default -> throw Errors.badRequest("expected_revision", "No such state: " + state);
        };
    }

    static Wanted wanted(long state) throws StatusException {
        if (state >= 0) {
            return new Wanted.Exactly(Revision.of(state));
        }
        return switch ((int) Math.max(state, Integer.MIN_VALUE)) {
            case NO_STREAM -> Wanted.Kind.MISSING;
            case ANY -> Wanted.Kind.ANY;
            case EXISTS -> Wanted.Kind.EXISTING;
            case SOFT_DELETED -> Wanted.Kind.SOFT_DELETED;
            case TOMBSTONED -> Wanted.Kind.TOMBSTONED;
            default -> throw Errors.badRequest("expected_state", "No such state: " + state);
        };
    }

    /**
     * How a stream is. Clients that do not know the newest numbers stumble over them, so only those
     * that used one get one; to the others a deleted stream is none.
     *
     * @param expected what the client asked for
     */
    static long actual(StreamState state, long expected) {
        boolean knowsAll = expected <= SOFT_DELETED;
        return switch (state) {
            case StreamState.Existing(long last) -> last;
            case StreamState.Missing.NEVER_WRITTEN -> NO_STREAM;
            case StreamState.Missing.SOFT_DELETED -> knowsAll ? SOFT_DELETED : NO_STREAM;
            case StreamState.Missing.TOMBSTONED -> knowsAll ? TOMBSTONED : NO_STREAM;
        };
    }
}
