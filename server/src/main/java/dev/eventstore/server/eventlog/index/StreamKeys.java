package dev.eventstore.server.eventlog.index;

import dev.eventstore.server.event.StreamName;
import java.util.function.ToLongFunction;

/**
 * Turns names of streams into 64-bit keys. Two names may share a key; then the one that came later
 * lives under its next attempt's key.
 */
public final class StreamKeys {
    private final ToLongFunction<String> hash;

    /**
     * @param hash spreads texts over all 64 bits; a poor one is slow, never wrong
     */
    public StreamKeys(ToLongFunction<String> hash) {
        this.hash = hash;
    }

    /** The keys that databases are written with; part of the file format. */
    public static StreamKeys standard() {
        return new StreamKeys(StreamKeys::spread);
    }

    /**
     * The key of a stream.
     *
     * @param attempt 0, then one more for each key that turned out to be another stream's
     */
    public long key(StreamName stream, int attempt) {
        long spread =
                attempt == 0
                        ? hash.applyAsLong(stream.value())
                        : hash.applyAsLong(attempt + "\u0000" + stream.value());
        // Metastreams come first in every run: most streams have none, and that is soon seen.
        return stream.isMetastream() ? spread | Long.MIN_VALUE : spread & Long.MAX_VALUE;
    }

    /** FNV-1a over the UTF-16 units, finished with a full avalanche. */
    private static long spread(String text) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001b3L;
        }
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
