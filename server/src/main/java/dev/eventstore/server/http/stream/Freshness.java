package dev.eventstore.server.http.stream;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.StreamMetadata;
import java.util.OptionalLong;

/**
 * Says how long a reply may be cached. What can never change may be kept for a year, by shared
 * caches too if everybody may read the stream; what will change carries a tag to ask again with.
 * Thread-safe.
 */
final class Freshness {
    private static final String NEVER = "max-age=0, no-cache, must-revalidate";
    private static final int YEAR_SECONDS = 31_536_000;

    private final GuardedStreams streams;
    private final boolean isCachingDisabled;

    /**
     * @param isCachingDisabled whether every reply is to be asked for anew
     */
    Freshness(GuardedStreams streams, boolean isCachingDisabled) {
        this.streams = streams;
        this.isCachingDisabled = isCachingDisabled;
    }

    /** Marks a reply that will never change. */
    Reply lasting(Reply reply, StreamName stream) {
        return with(reply, isCachingDisabled ? NEVER : maxAge(YEAR_SECONDS, stream));
    }

    /** Marks a reply about a missing event of a metastream, whose rules nobody asked. */
    Reply lastingForOne(Reply reply) {
        return with(reply, isCachingDisabled ? NEVER : "max-age=" + YEAR_SECONDS + ", private");
    }

    /**
     * Marks a reply that changes with the stream.
     *
     * @param version the version of the stream that the reply shows
     */
    Reply changing(
            Reply reply, StreamName stream, StreamMetadata metadata, long version, MediaType type) {
        OptionalLong seconds = metadata.cacheSeconds();
        String cacheControl =
                isCachingDisabled || seconds.isEmpty()
                        ? NEVER
                        : maxAge(seconds.getAsLong(), stream);
        return with(reply, cacheControl).with("ETag", ETags.header(version, type));
    }

    /** Marks a reply that changes but has no version. */
    Reply unversioned(Reply reply) {
        return with(reply, NEVER);
    }

    private String maxAge(long seconds, StreamName stream) {
        String who = streams.isPublic(stream) ? ", public" : ", private";
        return "max-age=" + seconds + who;
    }

    private static Reply with(Reply reply, String cacheControl) {
        return reply.with("Cache-Control", cacheControl).with("Vary", "Accept");
    }
}
