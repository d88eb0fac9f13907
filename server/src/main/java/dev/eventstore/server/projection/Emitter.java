package dev.eventstore.server.projection;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.MetadataMember;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.MultiAppendResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a projection emits: all of a page or nothing, and nothing a second time. One thread
 * at a time.
 */
final class Emitter {
    private static final Set<String> OWN_MEMBERS =
            new HashSet<>(List.of("$v", "$c", "$p", "$s", "$ph", "$cp", "$m", "$causedBy"));
    private static final String CORRELATION_ID = "$correlationId";
    private static final String INHERITED = ",\"$correlationId\":";
    private static final String TRACKED = "$StreamTracked";
    private static final int PAGE = 500;
    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Outside outside;
    private final Supplier<UUID> ids;
    private final @Nullable StreamName tracking;
    private final Targets targets;
    private final String head;
    private final boolean isRemembered;
    private final Map<StreamName, Part> pending = new LinkedHashMap<>();

    /** Those of the pending streams that are noted down if they are new. */
    private final Set<StreamName> tracked = new HashSet<>();

    private int size;

    /** What is to be appended to one stream. */
    private record Part(StreamName stream, Target target, List<NewEvent> events) {}

    /**
     * @param tracking where new streams are noted down, {@code null} for nowhere
     */
    Emitter(Outside outside, ProjectionVersion version, @Nullable StreamName tracking) {
        this.outside = outside;
        this.tracking = tracking;
        this.ids = quick(outside.ids().get());
        this.targets = new Targets(outside.streams(), version);
        this.isRemembered = version.id() >= 0;
        this.head = "{\"$v\":\"" + version.text() + "\",";
    }

    /**
     * Takes what a handler made of an event, to be written with the next {@link #flush}.
     *
     * @throws ProjectionFault if somebody else writes to one of the streams
     */
    void add(RecordedEvent cause, Place place, List<Emitted> emitted) {
        if (tracking != null) {
            emitted.forEach(event -> tracked.add(event.stream()));
        }
        addUntracked(cause, place, emitted);
    }

    /** The same of what the engine made of it, whose streams are not noted down. */
    void addUntracked(RecordedEvent cause, Place place, List<Emitted> emitted) {
        String metadata = null;
        for (Emitted event : emitted) {
            Part part = part(event.stream());
            if (!part.target().lacks(place)) {
                continue;
            }
            if (metadata == null) {
                metadata = metadata(cause, place);
            }
            part.events().add(event(event, metadata));
            size++;
        }
    }

    /** The revision that the next event in a stream will have. */
    long next(StreamName stream) {
        Part part = part(stream);
        return part.target().head() + 1 + part.events().size();
    }

    /**
     * Appends to a stream whatever is in there already, in pages, unless it ends with the same
     * because a projection that is remembered has read everything before.
     *
     * @throws ProjectionFault if that cannot be done
     */
    void append(StreamName stream, Place place, List<Emitted> emitted) {
        if (isRemembered && targets.endsWith(stream, emitted)) {
            return;
        }
        String metadata = head + place.members();
        for (int from = 0; from < emitted.size(); from += PAGE) {
            List<NewEvent> page =
                    emitted.subList(from, Math.min(emitted.size(), from + PAGE)).stream()
                            .map(each -> event(each, metadata))
                            .toList();
            AppendResult result = outside.streams().append(new Append(stream, Belief.ANY, page));
            if (!(result instanceof AppendResult.Appended)) {
                throw new ProjectionFault("Nothing can be written to " + stream + ": " + result);
            }
        }
    }

    /**
     * Writes everything that was taken since the last time, and more with it.
     *
     * @param place how far that brings the projection
     * @param more appends to other streams
     * @throws ProjectionFault if that cannot be done
     */
    void flush(Place place, List<Append> more) {
        while (true) {
            List<Append> appends = new ArrayList<>(pending.size() + more.size());
            pending.values().forEach(part -> addTo(appends, part));
            track(appends);
            appends.addAll(more);
            if (appends.isEmpty()) {
                forget();
                return;
            }
            switch (outside.streams().appendToMany(appends)) {
                case MultiAppendResult.Appended(var results) -> {
                    appends.forEach(each -> outside.pace().wrote(each.events().size()));
                    settle(appends, results, place);
                    return;
                }
                case MultiAppendResult.Refused(int at, AppendResult reason) ->
                        giveWay(appends.get(at).stream(), reason);
            }
        }
    }

    /** Forgets what was taken and not written. */
    void forget() {
        pending.clear();
        tracked.clear();
        size = 0;
    }

    /** How many events were taken and not written. */
    int size() {
        return size;
    }

    /** Ids that nobody can guess are not needed here, and cost more than all the rest. */
    private static Supplier<UUID> quick(UUID seed) {
        SplittableRandom random =
                new SplittableRandom(
                        seed.getMostSignificantBits() ^ seed.getLeastSignificantBits());
        return () ->
                new UUID(
                        (random.nextLong() & ~VERSION_BITS) | VERSION_4,
                        (random.nextLong() & ~VARIANT_BITS) | VARIANT);
    }

    private Part part(StreamName stream) {
        Part part = pending.get(stream);
        if (part == null) {
            part = new Part(stream, targets.of(stream), new ArrayList<>());
            pending.put(stream, part);
        }
        return part;
    }

    private void track(List<Append> appends) {
        if (tracking == null) {
            return;
        }
        List<NewEvent> created =
                pending.values().stream()
                        .filter(part -> tracked.contains(part.stream()))
                        .filter(part -> part.target().isNew() && !part.events().isEmpty())
                        .map(part -> Payload.of(part.stream().value()))
                        .map(name -> new NewEvent(ids.get(), TRACKED, false, name, Payload.EMPTY))
                        .toList();
        if (!created.isEmpty()) {
            appends.add(new Append(tracking, Belief.ANY, created));
        }
    }

    private void addTo(List<Append> appends, Part part) {
        if (part.events().isEmpty() || part.target().isGone()) {
            return;
        }
        Payload metadata = part.target().metadata();
        if (metadata != null) {
            NewEvent event =
                    new NewEvent(
                            ids.get(), SystemEventTypes.METADATA, true, metadata, Payload.EMPTY);
            appends.add(new Append(part.stream().metastream(), Belief.ANY, List.of(event)));
        }
        // A projection knows what it wrote; who else appends is to be remembered longer for that.
        appends.add(
                new Append(
                        part.stream(),
                        part.target().expected(),
                        part.events(),
                        /* isRemembered= */ false));
    }

    private void settle(List<Append> appends, List<AppendResult.Appended> results, Place place) {
        for (int i = 0; i < appends.size(); i++) {
            Part part = pending.get(appends.get(i).stream());
            if (part != null) {
                part.target().moved(results.get(i).last(), place);
            }
        }
        forget();
    }

    /** A stream that is gone must not stand in the way of all others. */
    private void giveWay(StreamName stream, AppendResult reason) {
        Part part = pending.get(stream);
        Part governed = stream.isMetastream() ? pending.get(stream.original()) : null;
        switch (reason) {
            case AppendResult.StreamDeleted _ when part != null -> part.target().goAway();
            case AppendResult.StreamDeleted _ when governed != null -> governed.target().goAway();
            case AppendResult.WrongExpectedVersion _ -> throw Targets.foreign(stream);
            case AppendResult.StreamDeleted _,
                    AppendResult.EventTooLarge _,
                    AppendResult.AccessDenied _,
                    AppendResult.Appended _ ->
                    throw new ProjectionFault(
                            "Nothing can be written to " + stream + ": " + reason);
        }
    }

    private NewEvent event(Emitted event, String metadata) {
        StringBuilder text = new StringBuilder(metadata);
        for (Emitted.Member member : event.metadata()) {
            if (!isTold(member.name(), metadata)) {
                text.append(',').append(MetadataMember.quoted(member.name()));
                text.append(':').append(member.json());
            }
        }
        Payload all = Payload.of(text.append('}').toString());
        return new NewEvent(ids.get(), event.type(), event.isJson(), event.data(), all);
    }

    /** Where an event came from is told by the engine alone: it relies on that. */
    private static boolean isTold(String name, String metadata) {
        return OWN_MEMBERS.contains(name)
                || (name.equals(CORRELATION_ID) && metadata.contains(INHERITED));
    }

    /** What all that came from an event has in common, without the brace at the end. */
    private String metadata(RecordedEvent cause, Place place) {
        String text = head + place.members() + ",\"$causedBy\":\"" + cause.id() + '"';
        return MetadataMember.CORRELATION_ID
                .in(cause.metadata())
                .map(id -> text + INHERITED + MetadataMember.quoted(id))
                .orElse(text);
    }
}
