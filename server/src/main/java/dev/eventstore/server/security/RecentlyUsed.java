package dev.eventstore.server.security;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded map that forgets what was not used for long. It holds two generations: what is used
 * moves to the young one, and when that is full, the old one is dropped and the young one takes its
 * place. Reading takes no lock. Thread-safe.
 */
final class RecentlyUsed<K, V> {
    private final int generationMax;
    private volatile ConcurrentHashMap<K, V> young = new ConcurrentHashMap<>();
    private volatile ConcurrentHashMap<K, V> old = new ConcurrentHashMap<>();

    /**
     * @param entriesMax how many entries are kept at most, 2 or more
     */
    RecentlyUsed(int entriesMax) {
        this.generationMax = entriesMax / 2;
    }

    /** The value of a key, {@code null} if it was never there or is forgotten. */
    @Nullable V get(K key) {
        V value = young.get(key);
        if (value != null) {
            return value;
        }
        V aged = old.get(key);
        if (aged != null) {
            put(key, aged);
        }
        return aged;
    }

    /** Keeps a value, and may forget the least used ones for it. */
    void put(K key, V value) {
        if (young.size() >= generationMax) {
            age();
        }
        young.put(key, value);
    }

    /** The value of a key; a new one if there is none, the same for all who ask. */
    V getOrMake(K key, Supplier<V> maker) {
        V value = get(key);
        if (value != null) {
            return value;
        }
        if (young.size() >= generationMax) {
            age();
        }
        return young.computeIfAbsent(key, _ -> maker.get());
    }

    /** The number of entries; one that is in both generations counts twice. */
    int size() {
        return young.size() + old.size();
    }

    private synchronized void age() {
        if (young.size() >= generationMax) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }
}
