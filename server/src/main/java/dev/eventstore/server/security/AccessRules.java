package dev.eventstore.server.security;

import dev.eventstore.server.event.Link;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.StreamMetadata;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may do what with a stream. For each right the {@code $acl} of the stream's metadata
 * counts first, then the newest event of {@code $settings}, then what is built in. {@code $admins}
 * may do everything, except that nobody writes to or deletes {@code $all} and nobody deletes a
 * metastream.
 *
 * <p>A decision costs an administrator nothing, anybody else one look-up of metadata. Changes act
 * on the next decision. Thread-safe.
 */
final class AccessRules {
    private final WatchedStreams streams;

    /** The one remembered thing: the newest settings, and the count under which they hold. */
    private volatile Settings settings = new Settings(-1, DefaultAcls.BUILT_IN);

    AccessRules(WatchedStreams streams) {
        this.streams = streams;
    }

    /** Answers whether a caller has a right, by what governs the stream at this moment. */
    boolean allows(Caller caller, StreamName stream, Right right) {
        if (stream.isMetastream()) {
            return allowsOnMetastream(caller, stream.original(), right);
        }
        if (isClosedToEverybody(stream, right)) {
            return false;
        }
        if (caller.isAdministrator()) {
            return true;
        }
        return isGranted(caller, stream, right, streams.metadataInForce(stream));
    }

    /** The first stream that a link on the page leads to and that is closed to the caller. */
    Optional<StreamName> closedTarget(Caller caller, List<ResolvedEvent> page) {
        if (caller.isAdministrator()) {
            return Optional.empty();
        }
        Set<StreamName> open = new HashSet<>();
        for (ResolvedEvent event : page) {
            Optional<StreamName> target = target(event).filter(open::add);
            if (target.isPresent() && !allows(caller, target.get(), Right.READ)) {
                return target;
            }
        }
        return Optional.empty();
    }

    private boolean allowsOnMetastream(Caller caller, StreamName original, Right right) {
        if (original.isMetastream()) {
            return false; // Metadata have no metadata of their own.
        }
        return switch (right) {
            case READ, METADATA_READ -> allows(caller, original, Right.METADATA_READ);
            case WRITE -> allows(caller, original, Right.METADATA_WRITE);
            case DELETE, METADATA_WRITE -> false;
        };
    }

    private static boolean isClosedToEverybody(StreamName stream, Right right) {
        return (right == Right.WRITE || right == Right.DELETE) && stream.equals(SystemStreams.ALL);
    }

    private boolean isGranted(
            Caller caller, StreamName stream, Right right, StreamMetadata metadata) {
        List<String> holders = metadata.acl() == null ? null : right.holders(metadata.acl());
        if (holders == null) {
            holders = defaults().holders(stream, right);
        }
        for (String holder : holders) {
            if (Caller.EVERYBODY.equals(holder) || caller.roles().contains(holder)) {
                return true;
            }
        }
        return false;
    }

    private DefaultAcls defaults() {
        long now = streams.changes(SystemStreams.SETTINGS);
        Settings known = settings;
        if (known.changes() == now) {
            return known.acls();
        }
        Settings read = new Settings(now, readDefaults());
        settings = read;
        return read.acls();
    }

    private DefaultAcls readDefaults() {
        ReadEvent newest = new ReadEvent(SystemStreams.SETTINGS, ReadEvent.NEWEST, false);
        return switch (streams.readEvent(newest)) {
            case ReadEventResult.Found found -> DefaultAcls.parse(found.event().original().data());
            case ReadEventResult.NotFound _,
                    ReadEventResult.NoStream _,
                    ReadEventResult.StreamDeleted _,
                    ReadEventResult.AccessDenied _ ->
                    DefaultAcls.BUILT_IN;
        };
    }

    /** Where a followed link leads, also if its target is gone: its absence is no open secret. */
    private static Optional<StreamName> target(ResolvedEvent resolved) {
        RecordedEvent link = resolved.link();
        if (link == null) {
            return Optional.empty();
        }
        RecordedEvent event = resolved.event();
        return event == null
                ? Link.parse(link.data().text()).map(Link::stream)
                : Optional.of(event.stream());
    }

    private record Settings(long changes, DefaultAcls acls) {}
}
