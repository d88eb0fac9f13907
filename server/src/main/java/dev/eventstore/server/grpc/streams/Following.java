package dev.eventstore.server.grpc.streams;

import com.google.protobuf.Timestamp;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.event.EventEncoder;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadResp;
import dev.eventstore.server.subscription.Ending;
import dev.eventstore.server.subscription.Follower;
import dev.eventstore.server.subscription.Reached;
import dev.eventstore.server.subscription.SubscribeResult;
import dev.eventstore.server.subscription.Subscription;
import dev.eventstore.server.subscription.Subscriptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads that do not end. Thread-safe. */
final class Following {
    private final Subscriptions subscriptions;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /**
     * @param ids names the subscriptions
     */
    Following(Subscriptions subscriptions, InstantSource clock, Supplier<UUID> ids) {
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.ids = ids;
    }

    void stream(Call call, ReadRequest.FollowStream request)
            throws StatusException, ClientGoneException, InterruptedException {
        follow(
                call,
                request.encoder(),
                subscriptions.toStream(call.caller(), request.subscription()));
    }

    void all(Call call, ReadRequest.FollowAll request)
            throws StatusException, ClientGoneException, InterruptedException {
        follow(call, request.encoder(), subscriptions.toAll(call.caller(), request.subscription()));
    }

    private void follow(Call call, EventEncoder encoder, SubscribeResult result)
            throws StatusException, ClientGoneException, InterruptedException {
        Subscription subscription =
                switch (result) {
                    case SubscribeResult.Open(Subscription open) -> open;
                    case SubscribeResult.AccessDenied _ -> throw Refusals.accessDenied();
                };
        call.send(
                ReadResp.newBuilder()
                        .setConfirmation(
                                ReadResp.SubscriptionConfirmation.newBuilder()
                                        .setSubscriptionId(ids.get().toString()))
                        .build());
        call.flush();
        call.endless();
        Sender sender = new Sender(call, encoder);
        try {
            switch (subscription.follow(sender)) {
                case Ending.AccessDenied _ -> throw Refusals.accessDenied();
                case Ending.StreamDeleted(StreamName stream, var _) ->
                        throw Refusals.streamDeleted(stream);
            }
        } catch (GoneWhileFollowing gone) {
            throw gone.cause;
        }
    }

    /** Carries what a follower cannot throw past the subscription. */
    private static final class GoneWhileFollowing extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final ClientGoneException cause;

        GoneWhileFollowing(ClientGoneException cause) {
            super(null, cause, false, false);
            this.cause = cause;
        }
    }

    /** Sends what a subscription finds. */
    private final class Sender implements Follower {
        private final Call call;
        private final EventEncoder encoder;

        Sender(Call call, EventEncoder encoder) {
            this.call = call;
            this.encoder = encoder;
        }

        @Override
        public void events(List<ResolvedEvent> events) throws InterruptedException {
            try {
                for (ResolvedEvent event : events) {
                    encoder.write(event, call.buffer());
                    call.sent();
                }
                call.flush();
            } catch (ClientGoneException gone) {
                throw new GoneWhileFollowing(gone);
            }
        }

        @Override
        public void checkpoint(Position position) throws InterruptedException {
            send(
                    ReadResp.newBuilder()
                            .setCheckpoint(
                                    ReadResp.Checkpoint.newBuilder()
                                            .setCommitPosition(position.value())
                                            .setPreparePosition(position.value())
                                            .setTimestamp(now()))
                            .build());
        }

        @Override
        public void caughtUp(Reached at) throws InterruptedException {
            ReadResp.CaughtUp.Builder told = ReadResp.CaughtUp.newBuilder().setTimestamp(now());
            switch (at) {
                case Reached.InStream(long revision) -> {
                    if (revision >= 0) {
                        told.setStreamRevision(revision);
                    }
                }
                case Reached.InAll(Position position) -> told.setPosition(wire(position));
            }
            send(ReadResp.newBuilder().setCaughtUp(told).build());
        }

        @Override
        public void fellBehind(Reached at) throws InterruptedException {
            ReadResp.FellBehind.Builder told = ReadResp.FellBehind.newBuilder().setTimestamp(now());
            switch (at) {
                case Reached.InStream(long revision) -> {
                    if (revision >= 0) {
                        told.setStreamRevision(revision);
                    }
                }
                case Reached.InAll(Position position) -> told.setPosition(wire(position));
            }
            send(ReadResp.newBuilder().setFellBehind(told).build());
        }

        private void send(ReadResp message) throws InterruptedException {
            try {
                call.send(message);
                call.flush();
            } catch (ClientGoneException gone) {
                throw new GoneWhileFollowing(gone);
            }
        }

        private Timestamp now() {
            Instant now = clock.instant();
            return Timestamp.newBuilder()
                    .setSeconds(now.getEpochSecond())
                    .setNanos(now.getNano())
                    .build();
        }

        private static ReadResp.Position wire(Position position) {
            return ReadResp.Position.newBuilder()
                    .setCommitPosition(position.value())
                    .setPreparePosition(position.value())
                    .build();
        }
    }
}
