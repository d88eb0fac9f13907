package dev.eventstore.server.group;

import dev.eventstore.server.security.Caller;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's place in a group. One thread takes, any threads settle; whoever connected must
 * {@linkplain #close close} it.
 */
public final class Consumer {
    private final Group home;
    private final long lastRevision;

    /** Who it is. */
    final ConsumerRequest request;

    // All below is guarded by the lock of the group.

    /** Events that are its own and were not taken yet. */
    final Deque<Entry> outgoing = new ArrayDeque<>();

    final Condition arrived;
    final Handouts handouts;
    final @Nullable Latencies latencies;
    @Nullable DropReason dropped;
    private int inFlight;

    /** Set before anybody else sees the consumer. */
    private GroupObserver observer = GroupObserver.NOBODY;

    private Caller caller = Caller.ANONYMOUS;

    Consumer(
            Group home,
            long lastRevision,
            ConsumerRequest request,
            Condition arrived,
            Handouts handouts,
            @Nullable Latencies latencies) {
        this.home = home;
        this.lastRevision = lastRevision;
        this.request = request;
        this.arrived = arrived;
        this.handouts = handouts;
        this.latencies = latencies;
    }

    /** Has somebody see what it does. */
    void observedBy(GroupObserver who, Caller ofCaller) {
        observer = who;
        caller = ofCaller;
    }

    /** The group that it belongs to. */
    public GroupId group() {
        return home.id();
    }

    /**
     * The newest revision of the group's stream when the consumer connected: −1 if there was none,
     * and of a group of everything.
     */
    public long lastRevision() {
        return lastRevision;
    }

    /**
     * Waits until there is something for the consumer.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public Handed take() throws InterruptedException {
        Handed handed = home.take(this);
        if (handed instanceof Handed.Messages(List<Message> messages)) {
            caller.counter().read(messages.size());
            if (observer.isWatching()) {
                Settlement.delivery(messages.size()).tell(observer, caller.login(), group());
            }
        }
        return handed;
    }

    /** Settles events; ids that are not in flight are ignored. */
    public void acknowledge(List<UUID> ids) {
        home.acknowledge(ids);
        if (observer.isWatching()) {
            Settlement.ack(ids.size()).tell(observer, caller.login(), group());
        }
    }

    /**
     * Gives events back; ids that are not in flight are ignored.
     *
     * @param reason the consumer's own words, kept with events that are parked
     */
    public void refuse(List<UUID> ids, NackAction action, String reason) {
        home.refuse(ids, action, reason);
        if (observer.isWatching()) {
            Settlement.nack(ids.size(), action, reason).tell(observer, caller.login(), group());
        }
    }

    /** Gives up the place; events that it has go to others. Does nothing the second time. */
    public void close() {
        home.disconnect(this);
    }

    /** Gets nothing more, unless that is so already. */
    void drop(DropReason why) {
        if (dropped == null) {
            dropped = why;
            arrived.signalAll();
        }
    }

    boolean hasRoom() {
        return inFlight < request.window();
    }

    int room() {
        return request.window() - inFlight;
    }

    int inFlight() {
        return inFlight;
    }

    /** An event becomes its own. */
    void give(Entry entry) {
        inFlight++;
        outgoing.add(entry);
        handouts.add(1);
        arrived.signal();
    }

    /**
     * An event is its own no more.
     *
     * @return whether it had taken it
     */
    boolean giveBack(Entry entry) {
        inFlight--;
        return !outgoing.remove(entry);
    }

    /** How long it took for an event that it settled. */
    void took(long nanos) {
        if (latencies != null) {
            latencies.add(nanos);
        }
    }

    GroupInfo.ConsumerInfo info(long nowNanos) {
        return new GroupInfo.ConsumerInfo(
                request.from(),
                request.user(),
                request.connectionName(),
                handouts.rate(nowNanos),
                latencies == null ? List.of() : latencies.figures(),
                room(),
                inFlight);
    }
}
