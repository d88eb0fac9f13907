package dev.eventstore.server.projection;

import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.projection.handler.States;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How the partitions of a running projection stand. {@link #shown} and {@link #keys} are safe for
 * any thread, everything else is for the thread that runs.
 */
final class Partitions implements States {
    /** How many partitions are remembered beside those that no checkpoint holds yet. */
    static final int KEPT_MAX = 10_000;

    /** How many partitions there may be if no checkpoint ever holds them. */
    static final int UNWRITTEN_MAX = 100_000;

    private static final String TYPE = "$Checkpoint";

    private final String projection;
    private final Checkpoints checkpoints;
    private final boolean hasCheckpoints;

    /** Of the partitions that had events lately; guarded by itself. */
    private final Map<String, Standing> shown =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Standing> eldest) {
                    return hasCheckpoints && size() > KEPT_MAX;
                }
            };

    /** Of those that nobody may see yet. */
    private final Map<String, Standing> settled = new LinkedHashMap<>();

    /** Of those that changed since the last checkpoint; bounded by how often there is one. */
    private final Map<String, Standing> changed = new LinkedHashMap<>();

    /**
     * @param hasCheckpoints whether what is forgotten can be found again; if not, nothing is
     */
    Partitions(String projection, Checkpoints checkpoints, boolean hasCheckpoints) {
        this.projection = projection;
        this.checkpoints = checkpoints;
        this.hasCheckpoints = hasCheckpoints;
    }

    /** Begins with the state of the whole, as a checkpoint has it. */
    void begin(@Nullable String root) {
        if (root != null) {
            synchronized (shown) {
                shown.put(Handler.ROOT, new Standing(root, null));
            }
        }
    }

    @Override
    public Optional<String> of(String partition) {
        Standing known = settled.get(partition);
        if (known == null) {
            known = changed.get(partition);
        }
        if (known == null) {
            known = shown(partition).orElse(null);
        }
        if (known != null) {
            return Optional.ofNullable(known.state());
        }
        return partition.equals(Handler.ROOT) || !hasCheckpoints
                ? Optional.empty()
                : checkpoints
                        .newest(Names.checkpoint(projection, partition))
                        .map(Checkpoints.Found::state);
    }

    /** How a partition stood when something was written last; empty if that is not known. */
    Optional<Standing> shown(String partition) {
        synchronized (shown) {
            return Optional.ofNullable(shown.get(partition));
        }
    }

    /** Hands over all that are shown. */
    void forEachShown(BiConsumer<String, Standing> what) {
        synchronized (shown) {
            shown.forEach(what);
        }
    }

    /** The keys of all that are shown but the whole, those that had events last first. */
    List<String> keys() {
        synchronized (shown) {
            List<String> keys = new ArrayList<>(shown.keySet()).reversed();
            keys.remove(Handler.ROOT);
            return keys;
        }
    }

    /** How many partitions are known. */
    int size() {
        synchronized (shown) {
            return shown.size();
        }
    }

    /** Takes how the partitions stand that had events. */
    void settle(Map<String, Standing> standings) {
        settled.putAll(standings);
        if (!hasCheckpoints && size() + settled.size() > UNWRITTEN_MAX) {
            throw new ProjectionFault(
                    "A query has more than "
                            + UNWRITTEN_MAX
                            + " partitions; a projection with checkpoints may have any number.");
        }
        if (hasCheckpoints) {
            changed.putAll(standings);
        }
    }

    /** Shows what was taken: it is on disk now. */
    void show() {
        synchronized (shown) {
            shown.putAll(settled);
        }
        settled.clear();
    }

    /** The state of the whole. */
    @Nullable String root() {
        return of(Handler.ROOT).orElse(null);
    }

    /** What a checkpoint has to hold of the partitions; they count as unchanged from now on. */
    List<Emitted> checkpoint() {
        List<Emitted> written = new ArrayList<>();
        changed.forEach((partition, standing) -> {
            if (!partition.equals(Handler.ROOT) && standing.state() != null) {
                StreamName stream = Names.checkpoint(projection, partition);
                Payload data = Payload.of("[" + standing.state() + "]");
                written.add(new Emitted(stream, TYPE, true, data, List.of()));
            }
        });
        changed.clear();
        return written;
    }
}
