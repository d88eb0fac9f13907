package dev.eventstore.server.scavenge;

import java.time.Instant;
import java.util.UUID;

/**
 * How far a scavenge has come; kept in the database until it has ended.
 *
 * @param id names the scavenge
 * @param started when it was started, before any interruption
 * @param settings how it works
 * @param upTo the newest position that it looks at
 * @param next the first position that it has not looked at
 * @param total what it has removed
 * @param inChunk what of that was removed in the chunk that it is at
 */
record Progress(
        UUID id,
        Instant started,
        ScavengeSettings settings,
        long upTo,
        long next,
        Tally total,
        Tally inChunk) {
    /** How many positions make a chunk, the unit in which the history reports. */
    static final long CHUNK_POSITIONS = 250_000;

    private static final int FIELDS = 9;

    static Progress begin(UUID id, Instant started, ScavengeSettings settings, long upTo) {
        return new Progress(id, started, settings, upTo, 1, Tally.NONE, Tally.NONE);
    }

    /** Number of the chunk that the next position lies in, the first is 0. */
    long chunk() {
        return (next - 1) / CHUNK_POSITIONS;
    }

    /** The last position of that chunk, or of the whole scavenge. */
    long chunkEnd() {
        return Math.min(upTo, (chunk() + 1) * CHUNK_POSITIONS);
    }

    /** Everything before a position was looked at, and this was removed. */
    Progress to(long position, Tally removed) {
        return new Progress(
                id, started, settings, upTo, position, total.plus(removed), inChunk.plus(removed));
    }

    /** The chunk was told of; the next one begins. */
    Progress inNextChunk() {
        return new Progress(id, started, settings, upTo, next, total, Tally.NONE);
    }

    /** Answers whether everything was looked at. */
    boolean isThrough() {
        return next > upTo;
    }

    /** In one line, for {@link #parse}. */
    String text() {
        return "%s %s %d %d %d %d %d %d %d"
                .formatted(
                        id,
                        started,
                        settings.throttlePercent(),
                        upTo,
                        next,
                        total.events(),
                        total.bytes(),
                        inChunk.events(),
                        inChunk.bytes());
    }

    /**
     * @throws IllegalArgumentException if the text is of another format
     */
    static Progress parse(String text) {
        String[] fields = text.split(" ", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("Not the progress of a scavenge: " + text);
        }
        return new Progress(
                UUID.fromString(fields[0]),
                Instant.parse(fields[1]),
                new ScavengeSettings(Integer.parseInt(fields[2])),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                new Tally(Long.parseLong(fields[5]), Long.parseLong(fields[6])),
                new Tally(Long.parseLong(fields[7]), Long.parseLong(fields[8])));
    }
}
