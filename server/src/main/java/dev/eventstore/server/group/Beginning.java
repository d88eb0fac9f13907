package dev.eventstore.server.group;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.subscription.Reached;

/**
 * What the start of a group means at this moment: up to where it has nothing to do.
 *
 * @param streams without any guard
 */
record Beginning(StreamOperations streams) {
    Reached of(GroupId id, GroupStart start) {
        return switch (start) {
            case GroupStart.Edge.BEGINNING ->
                    id.isOfAll() ? new Reached.InAll(Position.START) : new Reached.InStream(-1);
            case GroupStart.Edge.END -> end(id);
            case GroupStart.AtRevision(Revision revision) ->
                    new Reached.InStream(revision.value() - 1);
            case GroupStart.AtPosition(Position position) ->
                    new Reached.InAll(Position.of(Math.max(0, position.value() - 1)));
        };
    }

    /** The newest event that there is for a group. */
    Reached end(GroupId id) {
        return id.isOfAll()
                ? new Reached.InAll(streams.head())
                : new Reached.InStream(lastRevision(id.source()));
    }

    private long lastRevision(StreamName stream) {
        ReadStream look = new ReadStream(stream, Revision.MAX, 1, Direction.BACKWARD, false);
        return switch (streams.readStream(look)) {
            case ReadStreamResult.Page page -> page.head();
            case ReadStreamResult.NoStream none -> none.head();
            case ReadStreamResult.StreamDeleted _ -> -1;
            case ReadStreamResult.PageTooLarge _, ReadStreamResult.AccessDenied _ ->
                    throw new IllegalStateException("One event of " + stream + " cannot be read.");
        };
    }
}
