package dev.eventstore.server.grpc.streams;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.event.EventEncoder;
import dev.eventstore.server.grpc.event.Ids;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadReq;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadResp;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.FilterTooCostlyException;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;
import java.util.List;

/** The method Read: a page after the other until there is enough, or for ever. Thread-safe. */
final class Reading {
    /** Events of a page at most. */
    private static final int PAGE = 256;

    /**
     * Events that clients' first page has: where none of them is visible, they are told the first.
     */
    private static final int FIRST_PAGE = 32;

    /** Events that are looked at for a page, where a filter leaves few. */
    private static final int WINDOW = 4_096;

    private final GuardedStreams streams;
    private final Following following;

    Reading(GuardedStreams streams, Following following) {
        this.streams = streams;
        this.following = following;
    }

    void serve(Call call) throws StatusException, ClientGoneException, InterruptedException {
        ReadRequest request = ReadRequest.of(call.only(ReadReq.parser()));
        StreamOperations allowed = streams.on(call.caller());
        try {
            switch (request) {
                case ReadRequest.OfStream read -> new OfStream(call, allowed, read).read();
                case ReadRequest.OfAll read -> readAll(call, allowed, read);
                case ReadRequest.FollowStream follow -> following.stream(call, follow);
                case ReadRequest.FollowAll follow -> following.all(call, follow);
            }
        } catch (FilterTooCostlyException tooCostly) {
            throw Refusals.invalid(String.valueOf(tooCostly.getMessage()));
        }
    }

    private static void readAll(Call call, StreamOperations streams, ReadRequest.OfAll read)
            throws StatusException, ClientGoneException, InterruptedException {
        Position from = read.from();
        long left = read.count();
        int page = PAGE;
        while (left > 0) {
            ReadAll next =
                    new ReadAll(
                            from,
                            (int) Math.min(left, page),
                            read.direction(),
                            read.resolveLinks(),
                            read.filter(),
                            WINDOW);
            switch (streams.readAll(next)) {
                case ReadAllResult.Page found -> {
                    send(call, read.encoder(), found.events());
                    left = found.isEnd() ? 0 : left - found.events().size();
                    from = found.next();
                    page = PAGE;
                }
                case ReadAllResult.PageTooLarge(int fits) -> page = Math.max(1, fits);
                case ReadAllResult.AccessDenied _ -> throw Refusals.accessDenied();
            }
        }
    }

    private static void send(Call call, EventEncoder encoder, List<ResolvedEvent> events)
            throws ClientGoneException, InterruptedException {
        for (ResolvedEvent event : events) {
            encoder.write(event, call.buffer());
            call.sent();
        }
    }

    /** One read of a stream. One thread at a time. */
    private static final class OfStream {
        private final Call call;
        private final StreamOperations streams;
        private final ReadRequest.OfStream read;
        private Revision from;
        private long left;
        private int page = PAGE;

        private boolean isFirst = true;

        /** Whether nothing was found where the client wanted to begin. */
        private boolean isFirstMissing;

        OfStream(Call call, StreamOperations streams, ReadRequest.OfStream read) {
            this.call = call;
            this.streams = streams;
            this.read = read;
            this.from = read.from();
            this.left = read.count();
        }

        void read() throws StatusException, ClientGoneException, InterruptedException {
            while (left > 0) {
                ReadStream next =
                        new ReadStream(
                                read.stream(),
                                from,
                                (int) Math.min(left, page),
                                read.direction(),
                                read.resolveLinks());
                switch (streams.readStream(next)) {
                    case ReadStreamResult.Page found -> send(found);
                    case ReadStreamResult.NoStream _ -> {
                        notFound(read.stream());
                        return;
                    }
                    case ReadStreamResult.PageTooLarge(StreamName _, int fits) ->
                            page = Math.max(1, fits);
                    case ReadStreamResult.StreamDeleted _ ->
                            throw Refusals.streamDeleted(read.stream());
                    case ReadStreamResult.AccessDenied _ -> throw Refusals.accessDenied();
                }
            }
        }

        private void send(ReadStreamResult.Page found)
                throws ClientGoneException, InterruptedException {
            List<ResolvedEvent> events = found.events();
            boolean isForward = read.direction() == Direction.FORWARD;
            if (isForward && read.tellsEnds()) {
                tellFirst(found);
            }
            Reading.send(call, read.encoder(), events);
            page = PAGE;
            left = found.isEnd() ? 0 : left - events.size();
            if (left > 0) {
                from = next(found, isForward);
            } else if (read.tellsEnds()) {
                call.send(ReadResp.newBuilder().setLastStreamPosition(found.head()).build());
            }
        }

        /** Tells the client where to begin, if that is not near where it wanted to. */
        private void tellFirst(ReadStreamResult.Page found)
                throws ClientGoneException, InterruptedException {
            if (isFirst) {
                isFirst = false;
                long wanted = read.from().value();
                long visible = found.metadata().firstVisible(found.head());
                if (visible - wanted >= Math.min(FIRST_PAGE, read.count())) {
                    sendFirst(visible);
                } else {
                    isFirstMissing = found.events().isEmpty();
                }
            } else if (isFirstMissing && !found.events().isEmpty()) {
                isFirstMissing = false;
                sendFirst(found.events().getFirst().original().revision().value());
            }
        }

        private void sendFirst(long revision) throws ClientGoneException, InterruptedException {
            call.send(ReadResp.newBuilder().setFirstStreamPosition(revision).build());
        }

        /** Truncated events are stepped over at once, however many there are. */
        private static Revision next(ReadStreamResult.Page found, boolean isForward) {
            long firstVisible = found.metadata().firstVisible(found.head());
            return Revision.of(isForward ? Math.max(found.next(), firstVisible) : found.next());
        }

        private void notFound(StreamName stream) throws ClientGoneException, InterruptedException {
            call.send(
                    ReadResp.newBuilder()
                            .setStreamNotFound(
                                    ReadResp.StreamNotFound.newBuilder()
                                            .setStreamIdentifier(Ids.identifier(stream)))
                            .build());
        }
    }
}
