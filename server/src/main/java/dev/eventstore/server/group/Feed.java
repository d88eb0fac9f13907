package dev.eventstore.server.group;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.eventlog.LogClosedException;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.subscription.Follower;
import dev.eventstore.server.subscription.Reached;
import dev.eventstore.server.subscription.Start;
import dev.eventstore.server.subscription.SubscribeResult;
import dev.eventstore.server.subscription.Subscriptions;
import dev.eventstore.server.subscription.ToAll;
import dev.eventstore.server.subscription.ToStream;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a group hands out, on a thread of its own, and waits while the group has enough. */
final class Feed implements Follower {
    private static final Logger logger = LoggerFactory.getLogger(Feed.class);

    /** How often a group with a filter hears of events that it does not want. */
    private static final int TOLD_EVERY = 4_096;

    private final GroupId id;
    private final GroupSettings settings;
    private final Subscriptions subscriptions;
    private final Supplier<Reached> begin;
    private final Trough trough;
    private final Thread thread;

    /** Takes what the feed finds. */
    interface Trough {
        /** It begins behind a place. */
        void begun(Reached place);

        /** Another event; waits until there is room. */
        void offer(ResolvedEvent event, Reached place) throws InterruptedException;

        /** Up to there is nothing that has to be handed out. */
        void passed(Reached place);

        /** All that was offered at once has been offered. */
        void offered();

        /** Whether everything that there was has been offered. */
        void live(boolean isLive);

        /** It cannot go on. */
        void failed();
    }

    /**
     * @param begin asked, on the feed's own thread, for the place behind which it begins
     */
    Feed(
            GroupId id,
            GroupSettings settings,
            Subscriptions subscriptions,
            Supplier<Reached> begin,
            Trough trough) {
        this.id = id;
        this.settings = settings;
        this.subscriptions = subscriptions;
        this.begin = begin;
        this.trough = trough;
        this.thread = Thread.ofVirtual().name("group-feed").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            Reached place = begin.get();
            trough.begun(place);
            switch (open(place)) {
                case SubscribeResult.Open(var subscription) ->
                        logger.info("{} gets nothing more: {}", id, subscription.follow(this));
                case SubscribeResult.AccessDenied denied ->
                        throw new IllegalStateException("The node itself was refused: " + denied);
            }
        } catch (LogClosedException stop) {
            logger.debug("{} reads no more: the node stops.", id);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            logger.error("{} cannot read any further; restart it to try again.", id, failure);
            trough.failed();
        }
    }

    private SubscribeResult open(Reached place) {
        return switch (place) {
            case Reached.InStream(long revision) ->
                    subscriptions.toStream(
                            Caller.SYSTEM,
                            new ToStream(id.source(), behind(revision), settings.resolvesLinks()));
            case Reached.InAll(Position position) ->
                    subscriptions.toAll(
                            Caller.SYSTEM,
                            new ToAll(
                                    new Start.BehindPosition(position),
                                    settings.resolvesLinks(),
                                    settings.filter(),
                                    TOLD_EVERY));
        };
    }

    private static Start behind(long revision) {
        return revision < 0
                ? Start.Edge.BEGINNING
                : new Start.BehindRevision(Revision.of(revision));
    }

    @Override
    public void events(List<ResolvedEvent> events) throws InterruptedException {
        for (ResolvedEvent event : events) {
            Reached place = place(event);
            if (id.isOfAll() && GroupId.isOwnOfAll(event.original().stream())) {
                trough.passed(place);
            } else {
                trough.offer(event, place);
            }
        }
        trough.offered();
    }

    private Reached place(ResolvedEvent event) {
        return id.isOfAll()
                ? new Reached.InAll(event.original().position())
                : new Reached.InStream(event.original().revision().value());
    }

    @Override
    public void checkpoint(Position position) {
        trough.passed(new Reached.InAll(position));
    }

    @Override
    public void caughtUp(Reached at) {
        trough.live(true);
    }

    @Override
    public void fellBehind(Reached at) {
        trough.live(false);
    }
}
