package dev.eventstore.server.group;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.subscription.Reached;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A group at work: its threads, and what they do to what they share. Thread-safe. */
final class Group implements Scribe.Desk {
    private static final int TAKEN_AT_ONCE = 256;
    private static final int OUTSTANDING_MAX = 10_000;

    private final Catalog.Listed listed;
    private final Outside outside;
    private final Checkpoints checkpoints;
    private final ParkedStream parkedStream;
    private final GroupState state;
    private final ParkedEvents parked;
    private final Intake intake;
    private final Scribe scribe;
    private final Feed feed;

    /** Consumers that came before it was known where the group begins. */
    private final List<Consumer> early = new ArrayList<>();

    Group(Catalog.Listed listed, Outside outside) {
        this.listed = listed;
        this.outside = outside;
        GroupId id = listed.id();
        this.checkpoints = new Checkpoints(ownStream(id.checkpoints()));
        this.parkedStream =
                new ParkedStream(outside.streams(), ownStream(id.parked()), outside.clock());
        this.state = new GroupState(id, outside.nanos());
        this.parked = new ParkedEvents(state, parkedStream);
        this.intake = new Intake(state, () -> stop(DropReason.FAILED));
        this.scribe = new Scribe(id, checkpoints, parkedStream, this);
        this.feed = new Feed(id, listed.settings(), outside.subscriptions(), this::begin, intake);
    }

    private OwnStream ownStream(StreamName name) {
        return new OwnStream(outside.streams(), outside.ids(), name);
    }

    GroupId id() {
        return listed.id();
    }

    Catalog.Listed listed() {
        return listed;
    }

    ParkedEvents parked() {
        return parked;
    }

    // How it begins and ends.

    void start() {
        scribe.start();
        feed.start();
    }

    /** Asked on the feed's thread: reading takes a while, and starting the node must not wait. */
    private Reached begin() {
        Optional<Reached> checkpoint =
                checkpoints
                        .read()
                        .filter(place -> place instanceof Reached.InAll == id().isOfAll());
        ParkedPlace place =
                new ParkedPlace(parkedStream.first(), new OutOfTurn(parkedStream.done()));
        Reached begin = checkpoint.orElse(listed.begin());
        GroupSettings settings = listed.settings();
        state.lock.lock();
        try {
            Distribution inHand =
                    new Distribution(settings, begin, place, scribe::park, outside.now());
            Marking marking =
                    new Marking(
                            settings.checkpointing(),
                            inHand.source(),
                            checkpoint.orElse(null),
                            outside.now());
            ParkedWork work = new ParkedWork(id(), parkedStream, place, inHand, scribe, parked);
            state.progress = new Progress(inHand, marking, work, scribe);
            early.forEach(inHand::connect);
            early.clear();
        } finally {
            state.lock.unlock();
        }
        return begin;
    }

    /** Waits until it has something in hand, if there is something; not for ever. */
    void awaitFilled(Duration patience) throws InterruptedException {
        intake.awaitFilled(patience);
    }

    /**
     * Ends it.
     *
     * @param why what its consumers are told
     */
    void stop(DropReason why) {
        state.lock.lock();
        try {
            if (state.ended == null) {
                end(why);
            }
        } finally {
            state.lock.unlock();
        }
        feed.stop();
    }

    private void end(DropReason why) {
        state.ended = why;
        early.forEach(consumer -> consumer.drop(why));
        Progress progress = state.progress;
        if (progress != null) {
            progress.inHand().consumers().forEach(consumer -> consumer.drop(why));
            progress.end(outside.now());
        }
        scribe.finish();
        intake.end();
    }

    /** Waits until all is written, though not for ever. */
    void join(Duration patience) throws InterruptedException {
        scribe.join(patience);
    }

    /** Forgets what it has remembered; only once it has ended. */
    void deleteStreams() {
        checkpoints.delete();
        parkedStream.delete();
    }

    /** Looks after what time brings. */
    void tick() {
        state.change(progress -> progress.inHand().expire(outside.now()));
    }

    // What consumers ask for.

    /** Connects a consumer; empty if there are as many as there may be. */
    Optional<Consumer> connect(ConsumerRequest request, long lastRevision) {
        state.lock.lock();
        try {
            Progress progress = state.progress;
            int most = listed.settings().delivery().consumersMax();
            int now = progress == null ? early.size() : progress.inHand().consumers().size();
            if (most > 0 && now >= most) {
                return Optional.empty();
            }
            Consumer consumer = consumer(request, lastRevision);
            if (state.ended != null) {
                consumer.drop(state.ended);
            } else if (progress == null) {
                early.add(consumer);
            } else {
                progress.inHand().connect(consumer);
                state.settleUp(progress);
            }
            return Optional.of(consumer);
        } finally {
            state.lock.unlock();
        }
    }

    private Consumer consumer(ConsumerRequest request, long lastRevision) {
        boolean isMeasured = listed.settings().measuresLatency();
        return new Consumer(
                this,
                lastRevision,
                request,
                state.lock.newCondition(),
                new Handouts(outside.now()),
                isMeasured ? new Latencies() : null);
    }

    void disconnect(Consumer consumer) {
        state.lock.lock();
        try {
            if (consumer.dropped == null) {
                early.remove(consumer);
                consumer.drop(DropReason.CLOSED);
                if (state.progress != null) {
                    state.progress.inHand().disconnect(consumer);
                    state.settleUp(state.progress);
                }
            }
        } finally {
            state.lock.unlock();
        }
    }

    /** Waits for events for a consumer. */
    Handed take(Consumer consumer) throws InterruptedException {
        state.lock.lockInterruptibly();
        try {
            tickFor(consumer);
            while (consumer.outgoing.isEmpty() && consumer.dropped == null) {
                consumer.arrived.await();
                tickFor(consumer);
            }
            if (consumer.dropped != null) {
                return new Handed.Dropped(consumer.dropped);
            }
            List<Message> messages = new ArrayList<>();
            while (messages.size() < TAKEN_AT_ONCE && !consumer.outgoing.isEmpty()) {
                messages.add(consumer.outgoing.remove().message());
            }
            return new Handed.Messages(messages);
        } finally {
            state.lock.unlock();
        }
    }

    /** Sees to it that a consumer gets nothing for which its time is up already. */
    private void tickFor(Consumer consumer) {
        Progress progress = state.progress;
        if (progress != null && state.ended == null && !consumer.outgoing.isEmpty()) {
            progress.inHand().expire(outside.now());
            state.settleUp(progress);
        }
    }

    /** Takes what there is for somebody who is not connected. */
    List<Message> take(int count) {
        List<Message> taken = new ArrayList<>();
        state.change(progress -> {
            Distribution inHand = progress.inHand();
            int free = OUTSTANDING_MAX - inHand.backlog().inFlight().size();
            if (free > 0) {
                taken.addAll(inHand.take(Math.min(count, free), outside.now()));
            }
        });
        return taken;
    }

    void acknowledge(List<UUID> ids) {
        state.change(progress -> progress.inHand().acknowledge(ids, outside.now()));
    }

    void refuse(List<UUID> ids, NackAction action, String reason) {
        state.change(progress -> progress.inHand().refuse(ids, action, reason, outside.now()));
    }

    // What the scribe has done.

    @Override
    public void parked(List<ParkedStream.Parking> parkings) {
        state.change(
                progress -> parkings.forEach(parking -> progress.inHand().settle(parking.entry())));
    }

    @Override
    public void notParked(List<ParkedStream.Parking> parkings) {
        state.change(progress ->
                parkings.forEach(parking -> progress.inHand().putBack(parking.entry())));
    }

    @Override
    public void marked(Reached place) {
        state.lock.lock();
        try {
            state.begun().marking().done(place);
        } finally {
            state.lock.unlock();
        }
    }

    @Override
    public void truncated() {
        state.lock.lock();
        try {
            state.begun().parked().trimmed();
        } finally {
            state.lock.unlock();
        }
    }

    // What it tells about itself.

    GroupInfo info() {
        return portrait(portrait -> portrait.info(outside.now()))
                .orElseGet(() -> Portrait.ofUnready(listed));
    }

    /** How it does, in figures; empty if it does not know yet where it begins. */
    Optional<GroupFigures> figures() {
        return portrait(portrait -> portrait.figures(outside.clock().instant()));
    }

    /** Reads what has to be read before it takes the lock. */
    private <T> Optional<T> portrait(Function<Portrait, T> told) {
        Reached head = outside.beginning().end(id());
        long parkedEnd = parkedStream.end();
        state.lock.lock();
        try {
            return Optional.ofNullable(state.progress)
                    .map(progress -> new Portrait(listed, progress, head, parkedEnd))
                    .map(told);
        } finally {
            state.lock.unlock();
        }
    }
}
