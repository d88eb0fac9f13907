package dev.eventstore.server.projection;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.subscription.Ending;
import dev.eventstore.server.subscription.Follower;
import dev.eventstore.server.subscription.Reached;
import dev.eventstore.server.subscription.SubscribeResult;
import java.util.ArrayList;
import java.util.List;

/** Looks at what a definition would get, without handling it. One thread at a time. */
final class Preview implements Follower {
    /** How many events that are not wanted are passed by before it gives what it has. */
    private static final long PASSED_MAX = 100_000;

    private final Source source;
    private final Reading reading;
    private final Place begin;
    private final int max;
    private final List<PreviewResult.Sight> found = new ArrayList<>();
    private Place seen;

    /** It has seen enough. */
    private static final class EnoughException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EnoughException() {
            super("That is enough.", null, false, false);
        }
    }

    Preview(Source source, Reading reading, Place begin, int max) {
        this.source = source;
        this.reading = reading;
        this.begin = begin;
        this.max = max;
        this.seen = begin;
    }

    PreviewResult look() throws InterruptedException {
        return switch (reading.open(begin)) {
            case SubscribeResult.Open(var subscription) -> {
                try {
                    yield denied(subscription.follow(this));
                } catch (EnoughException _) {
                    yield new PreviewResult.Found(found, seen);
                }
            }
            case SubscribeResult.AccessDenied(var stream) -> new PreviewResult.AccessDenied(stream);
        };
    }

    private PreviewResult denied(Ending ending) {
        return switch (ending) {
            case Ending.AccessDenied(var stream) -> new PreviewResult.AccessDenied(stream);
            case Ending.StreamDeleted _ -> new PreviewResult.Found(found, seen);
        };
    }

    @Override
    public void events(List<ResolvedEvent> events) {
        for (ResolvedEvent each : events) {
            RecordedEvent original = each.original();
            if (!reading.isSeen(begin, original)) {
                seen = reading.at(seen, original);
                take(each);
            }
        }
    }

    private void take(ResolvedEvent each) {
        RecordedEvent event = each.event();
        if (event != null && source.takes(event.type())) {
            found.add(new PreviewResult.Sight(each, seen));
        }
        if (found.size() >= max) {
            throw new EnoughException();
        }
    }

    @Override
    public void checkpoint(Position position) {
        if (source.allStreams()) {
            seen = new Place(position);
            if (position.value() - begin.position().value() > PASSED_MAX) {
                throw new EnoughException();
            }
        }
    }

    @Override
    public void caughtUp(Reached at) {
        throw new EnoughException();
    }
}
