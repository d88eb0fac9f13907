package dev.eventstore.server.transfer;

import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.TakeOver;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of the event of a line, checked as it comes. Used once. */
final class LineFields {
    private final long number;
    private @Nullable String stream;
    private @Nullable String type;
    private @Nullable UUID id;
    private @Nullable Instant created;
    private @Nullable Long revision;
    private boolean isJson = true;
    private Payload data = Payload.EMPTY;
    private Payload metadata = Payload.EMPTY;

    /**
     * @param number of the line, for messages
     */
    LineFields(long number) {
        this.number = number;
    }

    void stream(String name) {
        stream = name;
    }

    void type(@Nullable String name) {
        type = name;
    }

    void id(UUID given) {
        id = given;
    }

    void id(String text) throws InvalidLineException {
        try {
            id = UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw wrong("\"id\" is a UUID");
        }
    }

    /** Reads a time; with an offset, too. */
    void created(@Nullable String text) throws InvalidLineException {
        if (text == null) {
            return;
        }
        try {
            created = Instant.parse(text);
        } catch (DateTimeException none) {
            throw wrong("\"created\" is a time such as 2026-01-01T00:00:00Z");
        }
    }

    void revision(long given) {
        revision = given;
    }

    void revision(@Nullable String text) throws InvalidLineException {
        try {
            if (text != null) {
                revision = Revision.of(Long.parseLong(text)).value();
            }
        } catch (IllegalArgumentException none) {
            throw wrong("\"revision\" is a number, 0 or more");
        }
    }

    void isJson(boolean given) {
        isJson = given;
    }

    void data(Payload given) {
        data = given;
    }

    void metadata(Payload given) {
        metadata = given;
    }

    /**
     * The event.
     *
     * @param target where it goes, whatever the line says; {@code null} for the stream of the line
     */
    TakeOver event(InstantSource clock, Supplier<UUID> ids, @Nullable StreamName target)
            throws InvalidLineException {
        if (type == null || type.isEmpty()) {
            throw wrong("\"type\" is missing");
        }
        if ((long) data.size() + metadata.size() > Append.EVENT_BYTES_MAX) {
            throw wrong("the event is larger than " + Append.EVENT_BYTES_MAX + " bytes");
        }
        boolean isNewest = revision == null || target != null;
        RecordedEvent event =
                new RecordedEvent(
                        Position.START,
                        target == null ? streamName() : target,
                        Revision.of(isNewest || revision == null ? 0 : revision),
                        id == null ? ids.get() : id,
                        type,
                        isJson,
                        created == null ? clock.instant() : created,
                        data,
                        metadata);
        return new TakeOver(event, isNewest);
    }

    private StreamName streamName() throws InvalidLineException {
        if (stream == null) {
            throw wrong("\"stream\" is missing");
        }
        try {
            return StreamName.of(stream);
        } catch (IllegalArgumentException none) {
            throw wrong("\"stream\" is no name of a stream: " + none.getMessage());
        }
    }

    InvalidLineException wrong(String why) {
        return new InvalidLineException(number, why);
    }
}
