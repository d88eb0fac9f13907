package dev.eventstore.server.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a stream, as the newest event of its metastream has them. What does not fit its
 * rule counts as absent; keys of the application's own stay in the event and are of no concern
 * here.
 *
 * @param maxCount {@code $maxCount}: only that many newest events are visible, 1 or more
 * @param maxAge {@code $maxAge}: events older than this are hidden, 1 s or more
 * @param truncateBefore {@code $tb}: events before this revision are hidden; {@link
 *     #DELETED_BEFORE} marks a soft delete
 * @param cacheControl {@code $cacheControl}: how long a client may cache the head, 1 s or more
 * @param isTemporary {@code $tmp}: a scavenge may drop the stream
 * @param acl {@code $acl}: who may do what
 */
public record StreamMetadata(
        @Nullable Long maxCount,
        @Nullable Duration maxAge,
        @Nullable Long truncateBefore,
        @Nullable Duration cacheControl,
        boolean isTemporary,
        @Nullable StreamAcl acl) {
    /** The {@code $tb} of a soft delete. */
    public static final long DELETED_BEFORE = Long.MAX_VALUE;

    /** No settings at all. */
    public static final StreamMetadata NONE =
            new StreamMetadata(null, null, null, null, false, null);

    /** What governs metastreams: only their newest event is visible. */
    static final StreamMetadata OF_METASTREAMS =
            new StreamMetadata(1L, null, null, null, false, null);

    /** Answers whether the stream is softly deleted. */
    public boolean isSoftDeleted() {
        return truncateBefore != null && truncateBefore == DELETED_BEFORE;
    }

    /**
     * The first revision that {@code $maxCount} and {@code $tb} leave visible; {@code $maxAge}
     * hides more, event by event.
     *
     * @param head the stream's last revision
     */
    public long firstVisible(long head) {
        long byCount = maxCount == null ? 0 : Math.max(0, head - maxCount + 1);
        long byTruncation = truncateBefore == null ? 0 : truncateBefore;
        return Math.max(byCount, byTruncation);
    }

    /** Answers whether {@code $maxAge} hides an event that was created then. */
    boolean isTooOld(Instant created, Instant now) {
        return maxAge != null && Duration.between(created, now).compareTo(maxAge) > 0;
    }

    /** The caching time in seconds, if the stream sets one. */
    public OptionalLong cacheSeconds() {
        return cacheControl == null
                ? OptionalLong.empty()
                : OptionalLong.of(cacheControl.toSeconds());
    }
}
