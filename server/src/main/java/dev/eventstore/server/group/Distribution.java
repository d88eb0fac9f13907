package dev.eventstore.server.group;

import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.subscription.Reached;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which event is with whom, and what becomes of it: the rules of a group, without threads, clocks
 * and disks. Not thread-safe.
 */
final class Distribution {
    /** What the events in hand may keep in memory together, unless it is a single one. */
    private static final long BYTES_MAX = 64L * 1024 * 1024;

    /**
     * What is kept of a consumer's own words, in characters; each event that is parked keeps them.
     */
    private static final int REASON_MAX = 2_000;

    /** Puts an event aside. */
    @FunctionalInterface
    interface Parker {
        /** Does not wait for it: {@link #settle} or {@link #putBack} tells how it went. */
        void park(ParkedStream.Parking parking);
    }

    private final GroupSettings settings;
    private final Strategy strategy;
    private final Parker parker;
    private final Backlog backlog = new Backlog();
    private final List<Consumer> consumers = new ArrayList<>();
    private final Handouts handouts;
    private final Row source;
    private final Row replayed;
    private final OutOfTurn outOfTurn;
    private long nextPicked = Entry.FIRST_PICKED;
    private boolean isLive;

    /**
     * @param begin up to where nothing is to be done
     * @param parked where parked events begin; hears of those that are settled before their turn
     * @param parker puts aside what nobody could settle
     */
    Distribution(
            GroupSettings settings,
            Reached begin,
            ParkedPlace parked,
            Parker parker,
            long nowNanos) {
        this.settings = settings;
        this.strategy = Strategy.of(settings.delivery().strategy());
        this.parker = parker;
        this.handouts = new Handouts(nowNanos);
        this.source = new Row(0, begin);
        this.outOfTurn = parked.outOfTurn();
        this.replayed = new Row(Entry.FIRST_REPLAYED, new Reached.InStream(parked.next() - 1));
    }

    /** The events of the source. */
    Row source() {
        return source;
    }

    /** The parked events that are tried again. */
    Row replayed() {
        return replayed;
    }

    Backlog backlog() {
        return backlog;
    }

    List<Consumer> consumers() {
        return consumers;
    }

    boolean isLive() {
        return isLive;
    }

    void live(boolean isLive) {
        this.isLive = isLive;
    }

    /** Answers whether another event may be added. */
    boolean hasRoom() {
        int most = isLive ? settings.buffers().live() : settings.buffers().history();
        return backlog.history() + backlog.live() < most && backlog.bytes() < BYTES_MAX;
    }

    /** Answers whether another parked event may be added. */
    boolean hasRoomForParked() {
        int tried = replayed.size() + outOfTurn.underWay();
        return tried < settings.buffers().history() && backlog.bytes() < BYTES_MAX;
    }

    void add(ResolvedEvent event, Reached place) {
        backlog.add(source.add(event, place, isLive));
    }

    void addParked(ResolvedEvent event) {
        Reached place = new Reached.InStream(event.original().revision().value());
        backlog.add(replayed.add(event, place, false));
    }

    /** A parked event is tried again though older ones are not. */
    void addPicked(ResolvedEvent event) {
        long revision = event.original().revision().value();
        Reached place = new Reached.InStream(revision);
        outOfTurn.begin(revision);
        backlog.add(new Entry(nextPicked, event, place, place, false));
        nextPicked++;
    }

    void connect(Consumer consumer) {
        consumers.add(consumer);
        strategy.added(consumer);
    }

    /** A consumer is gone; what it has taken was tried once more. */
    void disconnect(Consumer consumer) {
        consumers.remove(consumer);
        for (Entry entry : backlog.takeFrom(consumer)) {
            giveBack(entry);
        }
        strategy.removed(consumer);
    }

    /** Hands out what can be handed out to those who are connected. */
    void distribute(long nowNanos) {
        if (backlog.isNothingWaiting()) {
            return;
        }
        int room = 0;
        for (Consumer consumer : consumers) {
            room += consumer.room();
        }
        Iterator<Entry> waiting = backlog.waiting();
        while (room > 0 && waiting.hasNext()) {
            Entry entry = waiting.next();
            if (!backlog.isFree(entry)) {
                continue;
            }
            var consumer = strategy.pick(entry);
            if (consumer != null) {
                waiting.remove();
                hand(entry, consumer, nowNanos);
                consumer.give(entry);
                strategy.handed(entry);
                room--;
            } else if (!strategy.isChoosy()) {
                return;
            }
        }
    }

    /** Hands out what there is to somebody who is not connected. */
    List<Message> take(int count, long nowNanos) {
        List<Message> taken = new ArrayList<>();
        Iterator<Entry> waiting = backlog.waiting();
        while (taken.size() < count && waiting.hasNext()) {
            Entry entry = waiting.next();
            if (backlog.isFree(entry)) {
                waiting.remove();
                hand(entry, null, nowNanos);
                taken.add(entry.message());
            }
        }
        return taken;
    }

    void acknowledge(List<UUID> ids, long nowNanos) {
        for (UUID id : ids) {
            Entry entry = backlog.take(id);
            if (entry != null) {
                leave(entry, nowNanos);
                settle(entry);
            }
        }
    }

    void refuse(List<UUID> ids, NackAction action, String reason, long nowNanos) {
        if (action == NackAction.STOP) {
            return;
        }
        for (UUID id : ids) {
            Entry entry = backlog.take(id);
            if (entry != null) {
                leave(entry, nowNanos);
                switch (action) {
                    case RETRY -> tryAgain(entry);
                    case PARK -> park(entry, "Its consumer asked for it.\n" + shortened(reason));
                    case SKIP -> settle(entry);
                    case STOP -> throw new IllegalStateException("It stays where it is.");
                }
            }
        }
    }

    private static String shortened(String reason) {
        return reason.length() <= REASON_MAX ? reason : reason.substring(0, REASON_MAX) + "…";
    }

    /** Takes events back whose time is up. */
    void expire(long nowNanos) {
        if (settings.delivery().messageTimeout().isZero()) {
            return;
        }
        backlog.takeExpired(nowNanos).forEach(this::giveBack);
    }

    /** An event is done with. */
    void settle(Entry entry) {
        backlog.release(entry);
        if (entry.isPicked()) {
            outOfTurn.end(entry.event.original().revision().value());
        } else {
            (entry.isReplayed() ? replayed : source).settle(entry);
        }
    }

    /** An event waits again, as it did before. */
    void putBack(Entry entry) {
        backlog.again(entry);
    }

    GroupInfo.Rate rate(long nowNanos) {
        return handouts.rate(nowNanos);
    }

    /** How many events were handed out so far. */
    long handedOut() {
        return handouts.total();
    }

    private void hand(Entry entry, @Nullable Consumer to, long nowNanos) {
        backlog.hand(entry, to, nowNanos, settings.delivery().messageTimeout().toNanos());
        handouts.add(1);
    }

    /** An event comes back without a word; if it was never taken, that was no try. */
    private void giveBack(Entry entry) {
        var holder = entry.holder;
        strategy.released(entry);
        boolean wasTaken = holder == null || holder.giveBack(entry);
        if (wasTaken) {
            tryAgain(entry);
        } else {
            putBack(entry);
        }
    }

    private void leave(Entry entry, long nowNanos) {
        strategy.released(entry);
        if (entry.holder != null) {
            entry.holder.giveBack(entry);
            entry.holder.took(nowNanos - entry.handedNanos);
        }
    }

    private void tryAgain(Entry entry) {
        int most = settings.delivery().retriesMax();
        if (entry.retries >= most) {
            park(entry, "Reached retry count of " + most);
        } else {
            entry.retries++;
            backlog.again(entry);
        }
    }

    private void park(Entry entry, String reason) {
        parker.park(new ParkedStream.Parking(entry, reason));
    }
}
