package dev.eventstore.server.eventlog.index;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Tells for most streams of which a run has nothing that it has nothing: a Bloom filter over the
 * keys of streams, which are hashes already. A key sets four bits of one 64-bit word. Immutable
 * once it is built.
 */
final class KeyFilter {
    /** Bits for each key; one in fifty keys that are not there then seems to be. */
    private static final int BITS_PER_KEY = 10;

    /** With fewer it would let too much pass to be worth asking. */
    private static final int BITS_PER_KEY_MIN = 4;

    private static final int WORDS_MIN = 16;

    /** The largest filter has 2 MiB, so that the filters of all runs together stay bounded. */
    static final int WORDS_MAX = 1 << 18;

    private static final int BITS_OF_PLACE = 6;
    private static final int BITS_FOR_PLACES = 4 * BITS_OF_PLACE;

    private long[] words;

    private KeyFilter(long[] words) {
        this.words = words;
    }

    /** Reads what {@link #bytes} wrote. */
    static KeyFilter read(byte[] bytes) {
        long[] words = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(words);
        return new KeyFilter(words);
    }

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES);
        bytes.asLongBuffer().put(words);
        return bytes.array();
    }

    /** False if the key was never added; true if it was, or seems so. */
    boolean mayHold(long key) {
        long bits = bits(key);
        return (words[word(key, words.length)] & bits) == bits;
    }

    private static long bits(long key) {
        int places = (int) key;
        return (1L << places)
                | (1L << (places >>> BITS_OF_PLACE))
                | (1L << (places >>> (2 * BITS_OF_PLACE)))
                | (1L << (places >>> (3 * BITS_OF_PLACE)));
    }

    private static int word(long key, int count) {
        return (int) (key >>> BITS_FOR_PLACES) & (count - 1);
    }

    /** Takes keys, in order. */
    static final class Builder {
        private final KeyFilter filter;
        private long last;
        private long count;

        /**
         * @param keysMax an upper bound of how many will come
         */
        Builder(long keysMax) {
            long wanted = Math.max(1, keysMax) * BITS_PER_KEY / Long.SIZE;
            int words = WORDS_MIN;
            while (words < wanted && words < WORDS_MAX) {
                words *= 2;
            }
            filter = new KeyFilter(new long[words]);
        }

        /** Adds a key; of equal ones in a row the first counts. */
        void add(long key) {
            if (count > 0 && key == last) {
                return;
            }
            last = key;
            count++;
            filter.words[word(key, filter.words.length)] |= bits(key);
        }

        /** The filter, no larger than need be; {@code null} if there are too many keys for one. */
        @Nullable KeyFilter build() {
            if (count * BITS_PER_KEY_MIN > (long) filter.words.length * Long.SIZE) {
                return null;
            }
            while (filter.words.length > WORDS_MIN
                    && count * BITS_PER_KEY <= (long) filter.words.length / 2 * Long.SIZE) {
                filter.words = halved(filter.words);
            }
            return filter;
        }

        /** Where the upper half's keys are looked for once the count of words is halved. */
        private static long[] halved(long[] words) {
            long[] half = new long[words.length / 2];
            for (int i = 0; i < half.length; i++) {
                half[i] = words[i] | words[i + half.length];
            }
            return half;
        }
    }
}
