package dev.eventstore.server.tcp.command;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.stream.FilterTooCostlyException;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.frame.Correlation;
import dev.eventstore.server.tcp.frame.Frame;
import dev.eventstore.server.tcp.frame.FrameWriter;
import dev.eventstore.server.tcp.frame.Request;
import dev.eventstore.server.tcp.wire.FilteredReadAllEvents;
import dev.eventstore.server.tcp.wire.ReadAllEvents;
import dev.eventstore.server.tcp.wire.ReadAllEventsCompleted;
import java.util.List;

/** Reads of everything, with and without a filter. Thread-safe. */
final class ReadAllCommands {
    private static final int ANSWER_BYTES = 160;

    private final GuardedStreams streams;

    ReadAllCommands(GuardedStreams streams) {
        this.streams = streams;
    }

    void page(Request request, Caller caller, Session session, Direction direction)
            throws BadRequest, InterruptedException {
        ReadAllEvents message = Fields.message(ReadAllEvents.parser(), request);
        Answer answer =
                new Answer(
                        direction == Direction.FORWARD
                                ? Command.READ_ALL_EVENTS_FORWARD_COMPLETED
                                : Command.READ_ALL_EVENTS_BACKWARD_COMPLETED,
                        request.correlation(),
                        session.knowsLongRevisions(),
                        false);
        read(
                request,
                caller,
                session,
                answer,
                new Wish(
                        message.getCommitPosition(),
                        message.getPreparePosition(),
                        message.getMaxCount(),
                        direction,
                        message.getResolveLinkTos(),
                        EventFilter.Everything.EVERYTHING,
                        Integer.MAX_VALUE));
    }

    void filteredPage(Request request, Caller caller, Session session, Direction direction)
            throws BadRequest, InterruptedException {
        FilteredReadAllEvents message = Fields.message(FilteredReadAllEvents.parser(), request);
        Answer answer =
                new Answer(
                        direction == Direction.FORWARD
                                ? Command.FILTERED_READ_ALL_EVENTS_FORWARD_COMPLETED
                                : Command.FILTERED_READ_ALL_EVENTS_BACKWARD_COMPLETED,
                        request.correlation(),
                        session.knowsLongRevisions(),
                        true);
        int window =
                message.hasMaxSearchWindow() ? message.getMaxSearchWindow() : message.getMaxCount();
        read(
                request,
                caller,
                session,
                answer,
                new Wish(
                        message.getCommitPosition(),
                        message.getPreparePosition(),
                        message.getMaxCount(),
                        direction,
                        message.getResolveLinkTos(),
                        Filters.filter(message.getFilter()),
                        window));
    }

    /** What a message asks for, unchecked. */
    private record Wish(
            long commit,
            long prepare,
            int count,
            Direction direction,
            boolean resolveLinks,
            EventFilter filter,
            int window) {
        String complaint() {
            String complaint = PageLimits.complaint(count);
            return complaint.isEmpty() && window < 1
                    ? "max_search_window must be 1 or more"
                    : complaint;
        }

        ReadAll from(Position position) {
            return new ReadAll(position, count, direction, resolveLinks, filter, window);
        }
    }

    private void read(Request request, Caller caller, Session session, Answer answer, Wish wish)
            throws InterruptedException {
        String complaint = wish.complaint();
        if (!complaint.isEmpty()) {
            session.send(
                    answer.without(
                            ReadAllEventsCompleted.ReadAllResult.Error,
                            wish.commit(),
                            wish.prepare(),
                            complaint));
            return;
        }
        try {
            ReadAll read = wish.from(Fields.position(wish.commit(), wish.prepare()));
            StreamOperations allowed = streams.on(caller);
            session.runInTurn(request, () -> session.send(page(allowed, read, answer)));
        } catch (Fields.InvalidPositionException nowhere) {
            session.send(
                    answer.without(
                            ReadAllEventsCompleted.ReadAllResult.Error,
                            wish.commit(),
                            wish.prepare(),
                            String.valueOf(nowhere.getMessage())));
        }
    }

    /** Reads less where that much does not fit into an answer. */
    private static Frame page(StreamOperations streams, ReadAll read, Answer answer) {
        try {
            return switch (streams.readAll(read)) {
                case ReadAllResult.Page page -> {
                    long bytes = EventWriter.estimate(page.events());
                    yield bytes > PageLimits.BYTES_MAX && read.count() > 1
                            ? page(streams, atMost(read, page.events().size() / 2), answer)
                            : answer.with(page, bytes);
                }
                case ReadAllResult.PageTooLarge(int fits) ->
                        page(streams, atMost(read, Math.min(fits, read.count() - 1)), answer);
                case ReadAllResult.AccessDenied _ ->
                        answer.without(
                                ReadAllEventsCompleted.ReadAllResult.AccessDenied, -1, -1, "");
            };
        } catch (FilterTooCostlyException costly) {
            return answer.without(
                    ReadAllEventsCompleted.ReadAllResult.Error,
                    -1,
                    -1,
                    String.valueOf(costly.getMessage()));
        }
    }

    private static ReadAll atMost(ReadAll read, int count) {
        return new ReadAll(
                read.from(),
                Math.max(1, count),
                read.direction(),
                read.resolveLinks(),
                read.filter(),
                read.window());
    }

    /**
     * How a page is answered.
     *
     * @param isFiltered whether the message tells if the end is reached
     */
    private record Answer(
            Command command,
            Correlation correlation,
            boolean knowsLongRevisions,
            boolean isFiltered) {
        Frame with(ReadAllResult.Page page, long bytes) {
            FrameWriter out = new FrameWriter(Math.toIntExact(ANSWER_BYTES + bytes));
            long next = page.next().value();
            tail(out, ReadAllEventsCompleted.ReadAllResult.Success, "", page.isEnd(), next, next);
            EventWriter writer = new EventWriter(out, knowsLongRevisions);
            List<ResolvedEvent> events = page.events();
            for (int i = events.size() - 1; i >= 0; i--) {
                writer.positioned(3, events.get(i));
            }
            long from = page.from().value();
            out.number(2, from);
            out.number(1, from);
            return out.frame(command, correlation);
        }

        Frame without(
                ReadAllEventsCompleted.ReadAllResult code,
                long commit,
                long prepare,
                String error) {
            FrameWriter out = new FrameWriter(ANSWER_BYTES);
            tail(out, code, error, true, -1, -1);
            out.number(2, prepare);
            out.number(1, commit);
            return out.frame(command, correlation);
        }

        private void tail(
                FrameWriter out,
                ReadAllEventsCompleted.ReadAllResult code,
                String error,
                boolean isEnd,
                long commit,
                long prepare) {
            int result = isFiltered ? 7 : 6;
            out.text(result + 1, error);
            out.number(result, code.getNumber());
            if (isFiltered) {
                out.truth(6, isEnd);
            }
            out.number(5, prepare);
            out.number(4, commit);
        }
    }
}
