package dev.eventstore.server.http.ui;

import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.search.SearchQuery;
import dev.eventstore.server.stream.ReadEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/** Reads the parameters of a call. */
final class Parameters {
    private Parameters() {}

    /** A whole number, or what counts if it is not there. */
    static int count(Call call, String name, int min, int max, int otherwise) throws BadRequest {
        OptionalLong given = number(call, name);
        if (given.isEmpty()) {
            return otherwise;
        }
        if (given.getAsLong() < min || given.getAsLong() > max) {
            throw new BadRequest(name + " must be a whole number from " + min + " to " + max);
        }
        return (int) given.getAsLong();
    }

    /** A whole number of 0 or more. */
    static OptionalLong number(Call call, String name) throws BadRequest {
        String text = call.query(name).orElse("");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException noNumber) {
            throw new BadRequest(name + " must be a whole number of 0 or more");
        }
        throw new BadRequest(name + " must be a whole number of 0 or more");
    }

    static boolean isTrue(Call call, String name) {
        return call.query(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    /** What names have to hold, in small letters; empty if all will do. */
    static String filter(Call call) {
        return call.query("filter").orElse("").strip().toLowerCase(Locale.ROOT);
    }

    static Instant instant(Call call, String name) throws BadRequest {
        try {
            return Instant.parse(call.query(name).orElse(""));
        } catch (DateTimeException noTime) {
            throw new BadRequest(name + " must be a time such as 2026-11-26T08:30:00Z");
        }
    }

    /** The stream that the path names. */
    static StreamName stream(Call call) throws BadRequest {
        try {
            return StreamName.of(call.pathParameter("stream"));
        } catch (IllegalArgumentException noName) {
            throw new BadRequest("stream: " + noName.getMessage());
        }
    }

    /** A revision, or the newest one. */
    static long revision(String text) throws BadRequest {
        try {
            return text.equals("head")
                    ? ReadEvent.NEWEST
                    : Revision.of(Long.parseLong(text)).value();
        } catch (IllegalArgumentException noRevision) {
            throw new BadRequest("revision must be a whole number, or head");
        }
    }

    /** What is looked for, by the parameters {@code q} and {@code system}. */
    static SearchQuery query(Call call) throws BadRequest {
        try {
            return SearchQuery.parse(call.query("q").orElse(""), isTrue(call, "system"));
        } catch (IllegalArgumentException senseless) {
            throw new BadRequest(400, "Bad Request", senseless.getMessage());
        }
    }

    /** One of the names of an enumeration, in any case. */
    static <E extends Enum<E>> E choice(Call call, String name, Class<E> choices, E otherwise)
            throws BadRequest {
        String text = call.query(name).orElse("");
        if (text.isEmpty()) {
            return otherwise;
        }
        for (E choice : choices.getEnumConstants()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
                return choice;
            }
        }
        throw new BadRequest(name + " is none of the possible values");
    }
}
