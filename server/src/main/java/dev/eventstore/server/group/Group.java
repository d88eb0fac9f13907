package dev.eventstore.server.group;

import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.subscription.Reached;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A group at work: its threads, and the lock around what they share. Thread-safe. */
final class Group implements Feed.Trough, Replay.Trough, Scribe.Desk {
    private static final int TAKEN_AT_ONCE = 256;
    private static final int OUTSTANDING_MAX = 10_000;

    private final Catalog.Listed listed;
    private final Outside outside;
    private final Checkpoints checkpoints;
    private final ParkedStream parked;
    private final Scribe scribe;
    private final Feed feed;
    private final ReentrantLock lock = new ReentrantLock();

    /** There is room for events. */
    private final Condition room = lock.newCondition();

    /** It has read all that there was, or as much as it may hold; or it has ended. */
    private final Condition filled = lock.newCondition();

    /** {@code null} until it is known where the group begins. */
    private @Nullable Distribution distribution;

    private @Nullable Marking marking;

    /** Consumers that came before that. */
    private final List<Consumer> early = new ArrayList<>();

    private @Nullable DropReason ended;

    /** Whether the feed has come to the end of what there was. */
    private boolean isFollowing;

    private boolean isFilled;

    /** {@code null} as long as {@link #distribution} is. */
    private @Nullable ParkedWork parkedWork;

    Group(Catalog.Listed listed, Outside outside) {
        this.listed = listed;
        this.outside = outside;
        GroupId id = listed.id();
        this.checkpoints = new Checkpoints(ownStream(id.checkpoints()));
        this.parked = new ParkedStream(outside.streams(), ownStream(id.parked()), outside.clock());
        this.scribe = new Scribe(id, checkpoints, parked, this);
        this.feed = new Feed(id, listed.settings(), outside.subscriptions(), this::begin, this);
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
        ParkedPlace place = new ParkedPlace(parked.first(), new OutOfTurn(parked.done()));
        Reached begin = checkpoint.orElse(listed.begin());
        lock.lock();
        try {
            distribution =
                    new Distribution(listed.settings(), begin, place, scribe::park, outside.now());
            parkedWork = new ParkedWork(id(), parked, place, distribution, scribe, this);
            marking =
                    new Marking(
                            listed.settings().checkpointing(),
                            distribution.source(),
                            checkpoint.orElse(null),
                            outside.now());
            early.forEach(distribution::connect);
            early.clear();
        } finally {
            lock.unlock();
        }
        return begin;
    }

    /**
     * Ends it.
     *
     * @param why what its consumers are told
     */
    void stop(DropReason why) {
        lock.lock();
        try {
            if (ended == null) {
                end(why);
            }
        } finally {
            lock.unlock();
        }
        feed.stop();
    }

    private void end(DropReason why) {
        ended = why;
        early.forEach(consumer -> drop(consumer, why));
        if (distribution != null) {
            distribution.consumers().forEach(consumer -> drop(consumer, why));
        }
        if (parkedWork != null) {
            parkedWork.stop();
        }
        Reached last = marking == null ? null : marking.last(outside.now());
        if (last != null) {
            scribe.mark(last);
        }
        if (parkedWork != null) {
            parkedWork.truncateIfDue();
        }
        scribe.finish();
        room.signalAll();
        fill();
    }

    private static void drop(Consumer consumer, DropReason why) {
        if (consumer.dropped == null) {
            consumer.dropped = why;
            consumer.arrived.signalAll();
        }
    }

    /** Waits until it has something in hand, if there is something; not for ever. */
    void awaitFilled(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (!isFilled && left > 0) {
                left = filled.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void fill() {
        isFilled = true;
        filled.signalAll();
    }

    /** Waits until all is written, though not for ever. */
    void join(Duration patience) throws InterruptedException {
        scribe.join(patience);
    }

    /** Forgets what it has remembered; only once it has ended. */
    void deleteStreams() {
        checkpoints.delete();
        parked.delete();
    }

    /** Looks after what time brings. */
    void tick() {
        change(inHand -> inHand.expire(outside.now()));
    }

    // What consumers ask for.

    /** Connects a consumer; empty if there are as many as there may be. */
    Optional<Consumer> connect(ConsumerRequest request, long lastRevision) {
        lock.lock();
        try {
            int most = listed.settings().delivery().consumersMax();
            int now = distribution == null ? early.size() : distribution.consumers().size();
            if (most > 0 && now >= most) {
                return Optional.empty();
            }
            Consumer consumer = consumer(request, lastRevision);
            if (ended != null) {
                drop(consumer, ended);
            } else if (distribution == null) {
                early.add(consumer);
            } else {
                distribution.connect(consumer);
                settleUp(distribution);
            }
            return Optional.of(consumer);
        } finally {
            lock.unlock();
        }
    }

    private Consumer consumer(ConsumerRequest request, long lastRevision) {
        boolean isMeasured = listed.settings().measuresLatency();
        return new Consumer(
                this,
                lastRevision,
                request,
                lock.newCondition(),
                new Handouts(outside.now()),
                isMeasured ? new Latencies() : null);
    }

    void disconnect(Consumer consumer) {
        lock.lock();
        try {
            if (consumer.dropped == null) {
                early.remove(consumer);
                drop(consumer, DropReason.CLOSED);
                if (distribution != null) {
                    distribution.disconnect(consumer);
                    settleUp(distribution);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for events for a consumer. */
    Handed take(Consumer consumer) throws InterruptedException {
        lock.lockInterruptibly();
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
            lock.unlock();
        }
    }

    /** Sees to it that a consumer gets nothing for which its time is up already. */
    private void tickFor(Consumer consumer) {
        if (distribution != null && ended == null && !consumer.outgoing.isEmpty()) {
            distribution.expire(outside.now());
            settleUp(distribution);
        }
    }

    /** Takes what there is for somebody who is not connected. */
    List<Message> take(int count) {
        List<Message> taken = new ArrayList<>();
        change(inHand -> {
            int free = OUTSTANDING_MAX - inHand.backlog().inFlight().size();
            if (free > 0) {
                taken.addAll(inHand.take(Math.min(count, free), outside.now()));
            }
        });
        return taken;
    }

    void acknowledge(List<UUID> ids) {
        change(inHand -> inHand.acknowledge(ids, outside.now()));
    }

    void refuse(List<UUID> ids, NackAction action, String reason) {
        change(inHand -> inHand.refuse(ids, action, reason, outside.now()));
    }

    /** Changes what is in hand, if the group has begun and not ended, and does what follows. */
    private void change(Change change) {
        lock.lock();
        try {
            if (distribution != null && ended == null) {
                change.make(distribution);
                settleUp(distribution);
            }
        } finally {
            lock.unlock();
        }
    }

    private interface Change {
        void make(Distribution inHand);
    }

    private void settleUp(Distribution inHand) {
        inHand.distribute(outside.now());
        Reached due = marking == null ? null : marking.due(outside.now());
        if (due != null) {
            scribe.mark(due);
        }
        begunParked().truncateIfDue();
        if (inHand.hasRoom() || inHand.hasRoomForParked()) {
            room.signalAll();
        }
    }

    // What the feed finds.

    @Override
    public void begun(Reached place) {
        change(_ -> {});
    }

    @Override
    public void offer(ResolvedEvent event, Reached place) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Distribution inHand = begunDistribution();
            if (!inHand.hasRoom()) {
                settleUp(inHand);
            }
            while (!inHand.hasRoom()) {
                inHand.live(false);
                fill();
                room.await();
            }
            if (ended == null) {
                inHand.add(event, place);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void passed(Reached place) {
        change(inHand -> inHand.source().passed(place));
    }

    @Override
    public void offered() {
        change(inHand -> inHand.live(isFollowing));
    }

    @Override
    public void live(boolean isLive) {
        change(inHand -> {
            isFollowing = isLive;
            inHand.live(isLive);
            if (isLive) {
                fill();
            }
        });
    }

    @Override
    public void failed() {
        stop(DropReason.FAILED);
    }

    // Parked events.

    /** Tries parked events again, the oldest first; while that goes on, nothing else is begun. */
    void replayParked(ParkedChoice.Oldest choice) {
        long end = parked.end();
        change(_ -> begunParked().replay(choice, end));
    }

    /**
     * Tries one parked event again.
     *
     * @return why not, if that cannot be
     */
    Optional<String> replayParked(ParkedChoice.Only choice) {
        long end = parked.end();
        Optional<ResolvedEvent> event = parked.at(choice.revision());
        return takeUp(work -> work.replay(choice, end, event));
    }

    /** Forgets parked events, the oldest first, unless they are being tried again. */
    void truncateParked(ParkedChoice.Oldest choice) {
        long end = parked.end();
        change(_ -> begunParked().truncate(choice, end));
    }

    /**
     * Forgets one parked event.
     *
     * @return why not, if that cannot be
     */
    Optional<String> truncateParked(ParkedChoice.Only choice) {
        long end = parked.end();
        return takeUp(work -> work.truncate(choice, end));
    }

    /** Does something to one parked event, and what follows of it. */
    private Optional<String> takeUp(Function<ParkedWork, Optional<String>> deed) {
        lock.lock();
        try {
            if (parkedWork == null || ended != null) {
                return Optional.of("The group is being started or stopped, try again.");
            }
            Optional<String> problem = deed.apply(parkedWork);
            settleUp(begunDistribution());
            return problem;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void replay(ResolvedEvent event) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Distribution inHand = begunDistribution();
            while (!inHand.hasRoomForParked()) {
                room.await();
            }
            if (ended == null) {
                begunParked().take(event);
                inHand.distribute(outside.now());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void replayed(long end) {
        change(_ -> begunParked().replayed(end));
    }

    /** Which parked events there are. */
    ParkedState parkedState() {
        long end = parked.end();
        lock.lock();
        try {
            return parkedWork == null
                    ? new ParkedState(end, end, List.of(), false)
                    : parkedWork.state(end);
        } finally {
            lock.unlock();
        }
    }

    // What the scribe has done.

    @Override
    public void parked(List<ParkedStream.Parking> parkings) {
        change(inHand -> parkings.forEach(parking -> inHand.settle(parking.entry())));
    }

    @Override
    public void notParked(List<ParkedStream.Parking> parkings) {
        change(inHand -> parkings.forEach(parking -> inHand.putBack(parking.entry())));
    }

    @Override
    public void marked(Reached place) {
        lock.lock();
        try {
            if (marking != null) {
                marking.done(place);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void truncated() {
        lock.lock();
        try {
            begunParked().trimmed();
        } finally {
            lock.unlock();
        }
    }

    // What it tells about itself.

    GroupInfo info() {
        long parkedEnd = parked.end();
        Reached head = outside.beginning().end(id());
        lock.lock();
        try {
            return distribution == null || marking == null || parkedWork == null
                    ? Portrait.ofUnready(listed)
                    : new Portrait(listed, distribution, marking)
                            .info(
                                    head,
                                    parkedWork.count(parkedEnd),
                                    parkedWork.isReplaying(),
                                    outside.now());
        } finally {
            lock.unlock();
        }
    }

    /** How it does, in figures; empty if it does not know yet where it begins. */
    Optional<GroupFigures> figures() {
        long parkedEnd = parked.end();
        Reached head = outside.beginning().end(id());
        lock.lock();
        try {
            return distribution == null || marking == null || parkedWork == null
                    ? Optional.empty()
                    : Optional.of(
                            new Portrait(listed, distribution, marking)
                                    .figures(
                                            head,
                                            parkedWork.count(parkedEnd),
                                            outside.clock().instant()));
        } finally {
            lock.unlock();
        }
    }

    private ParkedWork begunParked() {
        if (parkedWork == null) {
            throw new IllegalStateException(id() + " has not begun.");
        }
        return parkedWork;
    }

    private Distribution begunDistribution() {
        if (distribution == null) {
            throw new IllegalStateException(id() + " has not begun.");
        }
        return distribution;
    }
}
