package dev.eventstore.server.security;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.Streams;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Streams in memory without access control, and short words to fill them. */
final class OpenStreams implements AutoCloseable {
    final EventLog log = EventLog.inMemory();
    final WatchedStreams streams =
            new WatchedStreams(new Streams(log, InstantSource.system(), UUID::randomUUID));

    /** Hashes that are quick, because these tests are not about their strength. */
    static Passwords passwords() {
        return new Passwords(new SecureRandom(), InstantSource.system(), 100);
    }

    static NewEvent event(String type, String data) {
        return new NewEvent(UUID.randomUUID(), type, true, Payload.of(data), Payload.EMPTY);
    }

    static Append one(StreamName stream) {
        return one(stream, event("thing", "{}"));
    }

    static Append one(StreamName stream, NewEvent event) {
        return new Append(stream, ExpectedVersion.Belief.ANY, List.of(event));
    }

    void append(StreamName stream, NewEvent event) {
        if (!(streams.append(one(stream, event)) instanceof AppendResult.Appended)) {
            throw new AssertionError("Nothing was appended to " + stream);
        }
    }

    void fill(StreamName stream) {
        append(stream, event("thing", "{}"));
    }

    void acl(StreamName stream, String acl) {
        append(stream.metastream(), event(SystemEventTypes.METADATA, "{\"$acl\":" + acl + "}"));
    }

    void settings(String document) {
        append(SystemStreams.SETTINGS, event(SystemEventTypes.SETTINGS, document));
    }

    @Override
    public void close() {
        log.close();
    }
}
