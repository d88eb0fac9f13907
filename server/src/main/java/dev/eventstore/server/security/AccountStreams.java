package dev.eventstore.server.security;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.DeleteResult;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.MultiAppendResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Where accounts live, as in Event Store 5: {@code $user-LOGIN} holds the account (its newest event
 * counts), {@code $users} one event for each account ever created, and {@code
 * $users-password-notifications} tells which passwords changed in the last hour. All of them are
 * closed to everybody but {@code $admins}. Thread-safe.
 */
final class AccountStreams {
    private static final StreamName NOTIFICATIONS = StreamName.of("$users-password-notifications");
    private static final String PREFIX = "$user-";
    private static final String ADMINS_ONLY =
            """
            "$acl":{"$r":"$admins","$w":"$admins","$d":"$admins","$mr":"$admins","$mw":"$admins"}\
            """;
    private static final int PAGE = 500;

    private final WatchedStreams streams;
    private final Supplier<UUID> ids;

    /** What came of writing. */
    enum Outcome {
        DONE,
        /** Somebody else was faster; read again. */
        OVERTAKEN,
        /** The stream of that name is deleted for good. */
        SPENT
    }

    /** What is under a login. */
    sealed interface Slot {
        /** An account. */
        record Taken(StoredAccount account) implements Slot {}

        /**
         * No account.
         *
         * @param head the last revision of a deleted one, −1 if there never was one
         */
        record Free(long head) implements Slot {}

        /** Nothing, and nothing ever again. */
        record Spent() implements Slot {}
    }

    AccountStreams(WatchedStreams streams, Supplier<UUID> ids) {
        this.streams = streams;
        this.ids = ids;
    }

    static StreamName streamOf(String login) {
        return StreamName.of(PREFIX + login);
    }

    /** Answers whether a stream holds an account. */
    static boolean isAccount(StreamName stream) {
        return stream.value().startsWith(PREFIX);
    }

    Slot read(String login) {
        StreamName stream = streamOf(login);
        ReadEvent newest = new ReadEvent(stream, ReadEvent.NEWEST, /* resolveLinks= */ false);
        return switch (streams.readEvent(newest)) {
            case ReadEventResult.Found found ->
                    StoredAccount.read(found.event().original())
                            .<Slot>map(Slot.Taken::new)
                            .orElseGet(Slot.Spent::new);
            case ReadEventResult.NoStream _ -> new Slot.Free(head(stream));
            case ReadEventResult.NotFound _, ReadEventResult.StreamDeleted _ -> new Slot.Spent();
            case ReadEventResult.AccessDenied _ -> throw refused(stream);
        };
    }

    /** The logins of all accounts ever created, in that order. */
    Set<String> logins() {
        Set<String> logins = new LinkedHashSet<>();
        Revision from = Revision.FIRST;
        while (true) {
            ReadStream next =
                    new ReadStream(SystemStreams.USERS, from, PAGE, Direction.FORWARD, false);
            if (!(streams.readStream(next) instanceof ReadStreamResult.Page page)) {
                return logins;
            }
            page.events().forEach(event -> logins.add(event.original().data().text()));
            if (page.isEnd()) {
                return logins;
            }
            from = Revision.of(page.next());
        }
    }

    /**
     * Creates an account with all that belongs to it, or nothing of it.
     *
     * @param before the slot that was found free
     */
    Outcome create(String login, Payload account, Slot.Free before) {
        StreamName stream = streamOf(login);
        // A deleted account of that name must stay hidden when its stream comes back.
        String hidden = before.head() < 0 ? "" : "\"$tb\":" + (before.head() + 1) + ",";
        return written(
                streams.appendToMany(
                        List.of(
                                append(stream, Belief.NO_STREAM, json("$UserCreated", account)),
                                metadata(stream, "{" + hidden + ADMINS_ONLY + "}"),
                                append(
                                        SystemStreams.USERS,
                                        Belief.ANY,
                                        event("$User", false, Payload.of(login))))));
    }

    /**
     * Writes an account's new state.
     *
     * @param before the revision that it was made from
     * @param isPasswordNew whether the change of password is told
     */
    Outcome update(String login, Payload account, Revision before, boolean isPasswordNew) {
        List<Append> parts = new ArrayList<>();
        parts.add(
                append(
                        streamOf(login),
                        new ExpectedVersion.Exactly(before),
                        json("$UserUpdated", account)));
        if (isPasswordNew) {
            parts.add(
                    append(
                            NOTIFICATIONS,
                            Belief.ANY,
                            json("$PasswordChanged", StoredAccount.writeLogin(login))));
        }
        return written(streams.appendToMany(parts));
    }

    Outcome delete(String login, Revision before) {
        StreamName stream = streamOf(login);
        Delete softly = new Delete(stream, new ExpectedVersion.Exactly(before), false);
        return switch (streams.delete(softly)) {
            case DeleteResult.Deleted _ -> Outcome.DONE;
            case DeleteResult.WrongExpectedVersion _ -> Outcome.OVERTAKEN;
            case DeleteResult.StreamDeleted _ -> Outcome.SPENT;
            case DeleteResult.AccessDenied _ -> throw refused(stream);
        };
    }

    /** Closes the streams that all accounts share, unless somebody gave them metadata before. */
    void protectShared() {
        protect(SystemStreams.USERS, "{" + ADMINS_ONLY + "}");
        protect(NOTIFICATIONS, "{\"$maxAge\":3600," + ADMINS_ONLY + "}");
    }

    private long head(StreamName stream) {
        return switch (streams.metadata(stream)) {
            case MetadataResult.InForce deleted -> deleted.head();
            case MetadataResult.AccessDenied _ -> throw refused(stream);
        };
    }

    private void protect(StreamName stream, String metadata) {
        ReadEvent newest = new ReadEvent(stream.metastream(), ReadEvent.NEWEST, false);
        if (streams.readEvent(newest) instanceof ReadEventResult.NoStream) {
            // Whoever else writes first in this moment wins; both write the same.
            var _ =
                    streams.append(
                            new Append(
                                    stream.metastream(),
                                    Belief.NO_STREAM,
                                    List.of(
                                            json(
                                                    SystemEventTypes.METADATA,
                                                    Payload.of(metadata)))));
        }
    }

    private Outcome written(MultiAppendResult result) {
        return switch (result) {
            case MultiAppendResult.Appended _ -> Outcome.DONE;
            case MultiAppendResult.Refused refusal ->
                    switch (refusal.reason()) {
                        case AppendResult.WrongExpectedVersion _ -> Outcome.OVERTAKEN;
                        case AppendResult.StreamDeleted _ -> Outcome.SPENT;
                        case AppendResult.AccessDenied denied -> throw refused(denied.stream());
                        case AppendResult.EventTooLarge _, AppendResult.Appended _ ->
                                throw new IllegalStateException(
                                        "An account could not be written: " + refusal);
                    };
        };
    }

    private Append metadata(StreamName stream, String metadata) {
        return append(
                stream.metastream(),
                Belief.ANY,
                json(SystemEventTypes.METADATA, Payload.of(metadata)));
    }

    private static Append append(StreamName stream, ExpectedVersion expected, NewEvent event) {
        return new Append(stream, expected, List.of(event));
    }

    private NewEvent json(String type, Payload data) {
        return event(type, true, data);
    }

    private NewEvent event(String type, boolean isJson, Payload data) {
        return new NewEvent(ids.get(), type, isJson, data, Payload.EMPTY);
    }

    private static IllegalStateException refused(StreamName stream) {
        return new IllegalStateException("The node itself was refused access to " + stream + ".");
    }
}
