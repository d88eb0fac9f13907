package dev.eventstore.server.http.stream;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.stream.feed.AllPosition;
import dev.eventstore.server.http.stream.feed.StreamFeed.Window;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads names and numbers out of the path; what makes no sense is a bad request. */
final class PathNumbers {
    /** The most events of a page; more is refused. */
    static final int COUNT_MAX = 4_096;

    private static final String HEAD = "head";

    private PathNumbers() {}

    /** The stream that a request is about. */
    static StreamName stream(Call call) throws BadRequest {
        String name = call.pathParameter("stream");
        try {
            return StreamName.of(name);
        } catch (IllegalArgumentException notAName) {
            throw badStream(name);
        }
    }

    /**
     * The metastream of the stream that a request is about.
     *
     * @param reason what to say if the stream is itself one
     */
    static StreamName metastream(Call call, String reason) throws BadRequest {
        StreamName stream = stream(call);
        if (stream.isMetastream()) {
            throw new BadRequest(reason);
        }
        try {
            return stream.metastream();
        } catch (IllegalArgumentException tooLong) {
            throw badStream(stream.value());
        }
    }

    /** The same for pages of metadata, which say it in other words. */
    static StreamName metastream(Call call) throws BadRequest {
        return metastream(call, "Invalid stream name '" + call.pathParameter("stream") + "'");
    }

    /** A revision, or {@link Window#HEAD} for {@code head}. */
    static long revisionOrHead(Call call) throws BadRequest {
        return call.pathParameter("event").equals(HEAD) ? Window.HEAD : revision(call);
    }

    /** A revision; {@code head} is none. */
    static long revision(Call call) throws BadRequest {
        String text = call.pathParameter("event");
        OptionalLong number = number(text);
        if (number.isEmpty() || number.getAsLong() < 0) {
            throw new BadRequest("'" + text + "' is not valid event number");
        }
        return number.getAsLong();
    }

    /** How many events of a stream; more than {@link #COUNT_MAX} are possible here. */
    static int count(Call call) throws BadRequest {
        String text = call.pathParameter("count");
        return positive(text)
                .orElseThrow(() ->
                        new BadRequest(
                                "'" + text + "' is not valid count. Should be positive integer"));
    }

    /** How many events of everything; more than {@link #COUNT_MAX} are possible here. */
    static int countOfAll(Call call) throws BadRequest {
        String text = call.pathParameter("count");
        return positive(text).orElseThrow(() -> new BadRequest("Invalid count argument: " + text));
    }

    /** A place in everything, empty for {@code head}. */
    static Optional<AllPosition> positionOrHead(Call call) throws BadRequest {
        return call.pathParameter("position").equals(HEAD)
                ? Optional.empty()
                : Optional.of(position(call));
    }

    /** A place in everything; {@code head} is none. */
    static AllPosition position(Call call) throws BadRequest {
        String text = call.pathParameter("position");
        return AllPosition.parse(text)
                .orElseThrow(() -> new BadRequest("Invalid position argument: " + text));
    }

    private static Optional<Integer> positive(String text) {
        OptionalLong number = number(text);
        return number.isPresent()
                        && number.getAsLong() > 0
                        && number.getAsLong() <= Integer.MAX_VALUE
                ? Optional.of((int) number.getAsLong())
                : Optional.empty();
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException noNumber) {
            return OptionalLong.empty();
        }
    }

    private static BadRequest badStream(String name) {
        return new BadRequest("Invalid stream name '" + name + "'");
    }
}
