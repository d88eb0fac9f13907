package dev.eventstore.server.group;

import dev.eventstore.server.event.ResolvedEvent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Events with the same key go to the same consumer. Keys fall into {@value #BUCKETS} buckets, which
 * belong to consumers in equal shares. A bucket that gets another owner gives nothing out until all
 * of it that was with the old one is back or settled.
 */
final class Pinned implements Strategy {
    private static final int BUCKETS = 1_024;

    /** Odd, and near the golden section of the range of integers. */
    private static final int SCATTERING = 0x9E3779B9;

    private final Function<ResolvedEvent, String> key;
    private final @Nullable Consumer[] owners = new Consumer[BUCKETS];

    /** Who has what is in flight of a bucket, and how much that is. */
    private final @Nullable Consumer[] holders = new Consumer[BUCKETS];

    private final int[] inFlight = new int[BUCKETS];

    /** How many buckets each consumer has. */
    private final Map<Consumer, Integer> shares = new HashMap<>();

    /**
     * @param key what the events of a bucket have in common
     */
    Pinned(Function<ResolvedEvent, String> key) {
        this.key = key;
    }

    @Override
    public void added(Consumer consumer) {
        shares.put(consumer, 0);
        int fair = BUCKETS / shares.size();
        for (int bucket = 0; bucket < BUCKETS && shareOf(consumer) < fair; bucket++) {
            Consumer owner = owners[bucket];
            if (owner == null || shareOf(owner) > fair) {
                assign(bucket, consumer);
            }
        }
    }

    @Override
    public void removed(Consumer consumer) {
        shares.remove(consumer);
        for (int bucket = 0; bucket < BUCKETS && !shares.isEmpty(); bucket++) {
            if (owners[bucket] == consumer) {
                owners[bucket] = null;
                assign(bucket, smallest());
            }
        }
        if (shares.isEmpty()) {
            Arrays.fill(owners, null);
        }
    }

    @Override
    public @Nullable Consumer pick(Entry entry) {
        if (entry.bucket < 0) {
            entry.bucket = bucket(key.apply(entry.event));
        }
        Consumer owner = owners[entry.bucket];
        boolean isWithOther = inFlight[entry.bucket] > 0 && holders[entry.bucket] != owner;
        return owner == null || isWithOther || !owner.hasRoom() ? null : owner;
    }

    @Override
    public boolean isChoosy() {
        return true;
    }

    @Override
    public void handed(Entry entry) {
        inFlight[entry.bucket]++;
        holders[entry.bucket] = entry.holder;
    }

    @Override
    public void released(Entry entry) {
        // What was taken without being connected was never given out by a bucket.
        if (entry.bucket >= 0 && entry.holder != null) {
            inFlight[entry.bucket]--;
        }
    }

    /** Names that differ in their last digit only must not end up side by side. */
    private static int bucket(String key) {
        int hash = key.hashCode() * SCATTERING;
        return (hash ^ (hash >>> Short.SIZE)) & (BUCKETS - 1);
    }

    private void assign(int bucket, Consumer consumer) {
        Consumer before = owners[bucket];
        if (before != null) {
            shares.merge(before, -1, Integer::sum);
        }
        owners[bucket] = consumer;
        shares.merge(consumer, 1, Integer::sum);
    }

    private Consumer smallest() {
        return shares.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    private int shareOf(Consumer consumer) {
        return shares.getOrDefault(consumer, 0);
    }
}
