package dev.eventstore.server.http.stream;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.ExpectedVersion.Exactly;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.stream.body.EventIds;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Reads the {@code ES-} headers of a request; a value that is none of theirs is a bad request. */
final class RequestHeaders {
    /** The longest that a long poll waits, whatever the client asks for. */
    static final Duration LONG_POLL_MAX = Duration.ofHours(1);

    private static final String EXPECTED_VERSION = "ES-ExpectedVersion";
    private static final String EVENT_ID = "ES-EventId";
    private static final String EVENT_TYPE = "ES-EventType";
    private static final String HARD_DELETE = "ES-HardDelete";
    private static final String REQUIRE_MASTER = "ES-RequireMaster";
    private static final String RESOLVE_LINKS = "ES-ResolveLinkTos";
    private static final String LONG_POLL = "ES-LongPoll";

    private static final String VERSIONS =
            "It must be the number of the stream's last event, -1 for no stream, -2 for any, or for"
                    + " appends -4 for a stream that exists.";
    private static final String SECONDS = "It must be a whole number of seconds, 1 or more.";

    private RequestHeaders() {}

    /**
     * What a delete believes; that the stream exists is nothing that version 5 understands here.
     */
    static ExpectedVersion expectedVersionOfDelete(Call call) throws BadRequest {
        ExpectedVersion expected = expectedVersion(call);
        if (expected == Belief.STREAM_EXISTS) {
            throw wrong(EXPECTED_VERSION, VERSIONS);
        }
        return expected;
    }

    /** What the writer believes; absent stands for anything. −3 has no meaning and is refused. */
    static ExpectedVersion expectedVersion(Call call) throws BadRequest {
        Optional<String> text = call.header(EXPECTED_VERSION);
        if (text.isEmpty()) {
            return Belief.ANY;
        }
        long number = number(text.get(), EXPECTED_VERSION, VERSIONS);
        if (number >= 0) {
            return new Exactly(Revision.of(number));
        }
        return switch ((int) Math.max(number, Integer.MIN_VALUE)) {
            case -1 -> Belief.NO_STREAM;
            case -2 -> Belief.ANY;
            case -4 -> Belief.STREAM_EXISTS;
            default -> throw wrong(EXPECTED_VERSION, VERSIONS);
        };
    }

    /** The id of the one event in the body, empty if it is not named. */
    static Optional<UUID> eventId(Call call) throws BadRequest {
        Optional<String> text = call.header(EVENT_ID);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<UUID> id =
                EventIds.parse(text.get()).filter(named -> !named.equals(EventIds.ZERO));
        if (id.isEmpty()) {
            throw wrong(EVENT_ID, "It must be a GUID that is not all zeros.");
        }
        return id;
    }

    /** The type of the one event in the body; may be present and empty. */
    static Optional<String> eventType(Call call) {
        return call.header(EVENT_TYPE);
    }

    static boolean hardDelete(Call call) throws BadRequest {
        return bool(call, HARD_DELETE, false);
    }

    static boolean resolveLinks(Call call) throws BadRequest {
        return bool(call, RESOLVE_LINKS, true);
    }

    /** Checks the header that asks for the master: there is one node, and it is it. */
    static void requireMaster(Call call) throws BadRequest {
        bool(call, REQUIRE_MASTER, false);
    }

    /** How long to wait for an event, empty if the client does not want to. */
    static Optional<Duration> longPoll(Call call) throws BadRequest {
        Optional<String> text = call.header(LONG_POLL);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        long seconds = number(text.get(), LONG_POLL, SECONDS);
        if (seconds <= 0 || seconds > Integer.MAX_VALUE) {
            throw wrong(LONG_POLL, SECONDS);
        }
        return Optional.of(Duration.ofSeconds(Math.min(seconds, LONG_POLL_MAX.toSeconds())));
    }

    private static long number(String text, String header, String form) throws BadRequest {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException noNumber) {
            throw wrong(header, form);
        }
    }

    private static boolean bool(Call call, String header, boolean otherwise) throws BadRequest {
        Optional<String> text = call.header(header);
        if (text.isEmpty()) {
            return otherwise;
        }
        String word = text.get().strip();
        if (word.equalsIgnoreCase("true")) {
            return true;
        }
        if (word.equalsIgnoreCase("false")) {
            return false;
        }
        throw wrong(header, "It must be true or false.");
    }

    private static BadRequest wrong(String header, String form) {
        return new BadRequest(header + " header in wrong format.", form);
    }
}
