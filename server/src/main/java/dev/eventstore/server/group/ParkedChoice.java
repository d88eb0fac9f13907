package dev.eventstore.server.group;

/** Which of a group's parked events are meant. */
public sealed interface ParkedChoice {
    /** Some of them, the oldest first and none left out. */
    sealed interface Oldest extends ParkedChoice {
        /**
         * Where they end.
         *
         * @param from the revision of the oldest parked event
         * @param end the revision behind the newest
         * @return a revision from {@code from} to {@code end}
         */
        long end(long from, long end);
    }

    /**
     * So many of them.
     *
     * @param count how many at most, 0 or more
     */
    record Count(long count) implements Oldest {
        @Override
        public long end(long from, long end) {
            return count < end - from ? from + count : end;
        }
    }

    /**
     * Those up to one of them.
     *
     * @param revision its number in the stream of parked events
     */
    record UpTo(long revision) implements Oldest {
        @Override
        public long end(long from, long end) {
            return Math.clamp(revision + 1, from, end);
        }
    }

    /**
     * One alone, whatever was parked before it.
     *
     * @param revision its number in the stream of parked events
     */
    record Only(long revision) implements ParkedChoice {}
}
