package dev.eventstore.server.tcp.command;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.frame.Correlation;
import dev.eventstore.server.tcp.frame.Frame;
import dev.eventstore.server.tcp.frame.FrameWriter;
import dev.eventstore.server.tcp.frame.Request;
import dev.eventstore.server.tcp.wire.ReadEventCompleted;
import dev.eventstore.server.tcp.wire.ReadStreamEvents;
import dev.eventstore.server.tcp.wire.ReadStreamEventsCompleted;
import java.util.List;

/** Reads of one event and of pages of a stream. Thread-safe. */
final class ReadStreamCommands {
    private static final int ANSWER_BYTES = 128;
    private static final long NEWEST = -1;
    private static final long NOWHERE = -1;

    private final GuardedStreams streams;

    ReadStreamCommands(GuardedStreams streams) {
        this.streams = streams;
    }

    /** One event is soon found, so no other thread is troubled. */
    void event(Request request, Caller caller, Session session) throws BadRequest {
        var message = Fields.message(dev.eventstore.server.tcp.wire.ReadEvent.parser(), request);
        long revision = message.getEventNumber();
        if (revision < NEWEST) {
            throw new BadRequest("event_number: " + revision + " is less than -1.");
        }
        ReadEvent read =
                new ReadEvent(
                        Fields.stream(message.getEventStreamId()),
                        revision,
                        message.getResolveLinkTos());
        session.send(
                found(
                        request.correlation(),
                        streams.on(caller).readEvent(read),
                        session.knowsLongRevisions()));
    }

    private static Frame found(
            Correlation correlation, ReadEventResult result, boolean knowsLongRevisions) {
        return switch (result) {
            case ReadEventResult.Found(ResolvedEvent event, var _) -> {
                FrameWriter out =
                        new FrameWriter(
                                Math.toIntExact(ANSWER_BYTES + EventWriter.estimate(event)));
                new EventWriter(out, knowsLongRevisions).indexed(2, event);
                out.number(1, ReadEventCompleted.ReadEventResult.Success.getNumber());
                yield out.frame(Command.READ_EVENT_COMPLETED, correlation);
            }
            case ReadEventResult.NotFound _ ->
                    notFound(correlation, ReadEventCompleted.ReadEventResult.NotFound);
            case ReadEventResult.NoStream _ ->
                    notFound(correlation, ReadEventCompleted.ReadEventResult.NoStream);
            case ReadEventResult.StreamDeleted _ ->
                    notFound(correlation, ReadEventCompleted.ReadEventResult.StreamDeleted);
            case ReadEventResult.AccessDenied _ ->
                    notFound(correlation, ReadEventCompleted.ReadEventResult.AccessDenied);
        };
    }

    /** The message must have an event, so it gets an empty one. */
    private static Frame notFound(
            Correlation correlation, ReadEventCompleted.ReadEventResult code) {
        FrameWriter out = new FrameWriter(ANSWER_BYTES);
        out.message(2, out.size());
        out.number(1, code.getNumber());
        return out.frame(Command.READ_EVENT_COMPLETED, correlation);
    }

    void page(Request request, Caller caller, Session session, Direction direction)
            throws BadRequest, InterruptedException {
        ReadStreamEvents message = Fields.message(ReadStreamEvents.parser(), request);
        StreamName stream = Fields.stream(message.getEventStreamId());
        long from = message.getFromEventNumber();
        boolean isForward = direction == Direction.FORWARD;
        if (from < (isForward ? 0 : NEWEST)) {
            throw new BadRequest("from_event_number: there is no event " + from + ".");
        }
        Answer answer =
                new Answer(
                        isForward
                                ? Command.READ_STREAM_EVENTS_FORWARD_COMPLETED
                                : Command.READ_STREAM_EVENTS_BACKWARD_COMPLETED,
                        request.correlation(),
                        session.knowsLongRevisions());
        String complaint = PageLimits.complaint(message.getMaxCount());
        if (!complaint.isEmpty()) {
            session.send(
                    answer.without(
                            ReadStreamEventsCompleted.ReadStreamResult.Error,
                            -1,
                            Position.START,
                            complaint));
            return;
        }
        ReadStream read =
                new ReadStream(
                        stream,
                        from == NEWEST ? Revision.MAX : Revision.of(from),
                        message.getMaxCount(),
                        direction,
                        message.getResolveLinkTos());
        StreamOperations allowed = streams.on(caller);
        session.runInTurn(request, () -> session.send(page(allowed, read, answer)));
    }

    /** Reads less where that much does not fit into an answer. */
    private static Frame page(StreamOperations streams, ReadStream read, Answer answer) {
        Position head = streams.head();
        return switch (streams.readStream(read)) {
            case ReadStreamResult.Page page -> {
                long bytes = EventWriter.estimate(page.events());
                yield bytes > PageLimits.BYTES_MAX && read.count() > 1
                        ? page(streams, atMost(read, page.events().size() / 2), answer)
                        : answer.with(page, read, head, bytes);
            }
            case ReadStreamResult.PageTooLarge(var _, int fits) ->
                    page(streams, atMost(read, Math.min(fits, read.count() - 1)), answer);
            case ReadStreamResult.NoStream(var _, long last) ->
                    answer.without(
                            ReadStreamEventsCompleted.ReadStreamResult.NoStream, last, head, "");
            case ReadStreamResult.StreamDeleted _ ->
                    answer.without(
                            ReadStreamEventsCompleted.ReadStreamResult.StreamDeleted,
                            Long.MAX_VALUE,
                            head,
                            "");
            case ReadStreamResult.AccessDenied _ ->
                    answer.without(
                            ReadStreamEventsCompleted.ReadStreamResult.AccessDenied, -1, head, "");
        };
    }

    private static ReadStream atMost(ReadStream read, int count) {
        return new ReadStream(
                read.stream(),
                read.from(),
                Math.max(1, count),
                read.direction(),
                read.resolveLinks());
    }

    /** How a page is answered. */
    private record Answer(Command command, Correlation correlation, boolean knowsLongRevisions) {
        Frame with(ReadStreamResult.Page page, ReadStream read, Position head, long bytes) {
            FrameWriter out = new FrameWriter(Math.toIntExact(ANSWER_BYTES + bytes));
            long next = page.next();
            boolean isEnd = page.isEnd();
            if (read.direction() == Direction.FORWARD && page.events().isEmpty() && !isEnd) {
                // All of it is hidden: the client need not ask for each hidden page.
                next = Math.max(next, page.metadata().firstVisible(page.head()));
            } else if (read.direction() == Direction.BACKWARD) {
                // All of it is beyond the end: the client goes on where there are events.
                next = Math.min(next, page.head());
            }
            out.text(7, "");
            out.number(6, head.value());
            out.truth(5, isEnd);
            out.number(4, page.head());
            out.number(3, next);
            out.number(2, ReadStreamEventsCompleted.ReadStreamResult.Success.getNumber());
            EventWriter writer = new EventWriter(out, knowsLongRevisions);
            List<ResolvedEvent> events = page.events();
            for (int i = events.size() - 1; i >= 0; i--) {
                writer.indexed(1, events.get(i));
            }
            return out.frame(command, correlation);
        }

        Frame without(
                ReadStreamEventsCompleted.ReadStreamResult code,
                long last,
                Position head,
                String error) {
            FrameWriter out = new FrameWriter(ANSWER_BYTES);
            out.text(7, error);
            out.number(6, head.value());
            out.truth(5, true);
            out.number(4, EventWriter.shown(last, knowsLongRevisions));
            out.number(3, NOWHERE);
            out.number(2, code.getNumber());
            return out.frame(command, correlation);
        }
    }
}
