package dev.eventstore.server.tcp.command;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.tcp.frame.Request;

/** Reads what a message's fields say in our words, or names the field that says nothing. */
final class Fields {
    private static final long ANY = -2;
    private static final long NO_STREAM = -1;
    private static final long STREAM_EXISTS = -4;

    private Fields() {}

    /** Reads a payload; absent fields have their defaults. */
    static <M> M message(Parser<M> parser, Request request) throws BadRequest {
        try {
            return parser.parsePartialFrom(request.bytes(), request.from(), request.length());
        } catch (InvalidProtocolBufferException broken) {
            throw unreadable(broken);
        }
    }

    static BadRequest unreadable(InvalidProtocolBufferException broken) {
        return new BadRequest("The message cannot be read: " + broken.getMessage());
    }

    static StreamName stream(String name) throws BadRequest {
        try {
            return StreamName.of(name);
        } catch (IllegalArgumentException impossible) {
            throw new BadRequest("event_stream_id: " + impossible.getMessage());
        }
    }

    /** What an append expects. */
    static ExpectedVersion expectedVersion(long number) throws BadRequest {
        return number == STREAM_EXISTS ? Belief.STREAM_EXISTS : expectedRevision(number);
    }

    /** What deletes and transactions expect, which cannot be that the stream exists. */
    static ExpectedVersion expectedRevision(long number) throws BadRequest {
        if (number == ANY) {
            return Belief.ANY;
        }
        if (number == NO_STREAM) {
            return Belief.NO_STREAM;
        }
        if (number < 0) {
            throw new BadRequest("expected_version: " + number + " means nothing here.");
        }
        return new ExpectedVersion.Exactly(Revision.of(number));
    }

    /**
     * A place in everything.
     *
     * @throws InvalidPositionException if there is no such place
     */
    static Position position(long commit, long prepare) throws InvalidPositionException {
        if (commit == -1 && prepare == -1) {
            return Position.END;
        }
        if (commit < 0 || prepare < 0) {
            throw new InvalidPositionException();
        }
        return Position.of(commit);
    }

    /** Two numbers that are no place. The protocol has a result for that. */
    static final class InvalidPositionException extends Exception {
        private static final long serialVersionUID = 1;

        InvalidPositionException() {
            super("Invalid position.");
        }
    }
}
