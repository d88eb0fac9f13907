package dev.eventstore.server.group;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.security.Caller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Groups that tell somebody what is done with them; answer as those behind them do. */
record ObservedGroups(GroupOperations groups, GroupObserver observer) implements GroupOperations {
    private static final String DENIED = "access denied";
    private static final String MISSING = "no such group";
    private static final String NOT_READY = "not ready";

    @Override
    public boolean isReady() {
        return groups.isReady();
    }

    @Override
    public GroupResult create(Caller caller, GroupId id, GroupSettings settings) {
        return managed(caller, "create", id, "", () -> groups.create(caller, id, settings));
    }

    @Override
    public GroupResult update(Caller caller, GroupId id, GroupSettings settings) {
        return managed(caller, "update", id, "", () -> groups.update(caller, id, settings));
    }

    @Override
    public GroupResult delete(Caller caller, GroupId id) {
        return managed(caller, "delete", id, "", () -> groups.delete(caller, id));
    }

    @Override
    public GroupResult replayParked(Caller caller, GroupId id, ParkedChoice choice) {
        return managed(
                caller, "replay", id, text(choice), () -> groups.replayParked(caller, id, choice));
    }

    @Override
    public GroupResult truncateParked(Caller caller, GroupId id, ParkedChoice choice) {
        return managed(
                caller, "drop", id, text(choice), () -> groups.truncateParked(caller, id, choice));
    }

    @Override
    public GroupResult restart(Caller caller) {
        return told(
                () -> groups.restart(caller),
                (result, micros) ->
                        new GroupObserver.Deed(
                                caller.login(),
                                "restart",
                                SystemStreams.ALL,
                                "all groups",
                                text(result),
                                !(result instanceof GroupResult.Done),
                                0,
                                micros));
    }

    @Override
    public ConnectResult connect(Caller caller, GroupId id, ConsumerRequest request) {
        ConnectResult connected =
                told(
                        () -> groups.connect(caller, id, request),
                        (result, micros) ->
                                new GroupObserver.Deed(
                                        caller.login(),
                                        "connect",
                                        id.source(),
                                        of(id) + ", " + request.window() + " at a time",
                                        text(result),
                                        !(result instanceof ConnectResult.Connected),
                                        0,
                                        micros));
        if (connected instanceof ConnectResult.Connected(Consumer consumer)) {
            consumer.observedBy(observer, caller);
        }
        return connected;
    }

    @Override
    public TakeResult take(Caller caller, GroupId id, int count) {
        return told(
                () -> groups.take(caller, id, count),
                (result, micros) -> {
                    int taken = result instanceof TakeResult.Taken(var some) ? some.size() : 0;
                    return new GroupObserver.Deed(
                            caller.login(),
                            "take",
                            id.source(),
                            of(id) + ", up to " + count,
                            text(result),
                            !(result instanceof TakeResult.Taken),
                            taken,
                            micros);
                });
    }

    @Override
    public void acknowledge(Caller caller, GroupId id, List<UUID> ids) {
        groups.acknowledge(caller, id, ids);
        if (observer.isWatching()) {
            Settlement.ack(ids.size()).tell(observer, caller.login(), id);
        }
    }

    @Override
    public void refuse(
            Caller caller, GroupId id, List<UUID> ids, NackAction action, String reason) {
        groups.refuse(caller, id, ids, action, reason);
        if (observer.isWatching()) {
            Settlement.nack(ids.size(), action, reason).tell(observer, caller.login(), id);
        }
    }

    @Override
    public Optional<GroupInfo> info(GroupId id) {
        return groups.info(id);
    }

    @Override
    public List<GroupInfo> list() {
        return groups.list();
    }

    @Override
    public Optional<List<GroupInfo>> list(StreamName source) {
        return groups.list(source);
    }

    private interface Words<R> {
        GroupObserver.Deed of(R result, long micros);
    }

    private GroupResult managed(
            Caller caller, String operation, GroupId id, String what, Supplier<GroupResult> act) {
        return told(
                act,
                (result, micros) ->
                        new GroupObserver.Deed(
                                caller.login(),
                                operation,
                                id.source(),
                                of(id) + what,
                                text(result),
                                !(result instanceof GroupResult.Done),
                                0,
                                micros));
    }

    private <R> R told(Supplier<R> act, Words<R> words) {
        if (!observer.isWatching()) {
            return act.get();
        }
        long begin = System.nanoTime();
        R result = act.get();
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
        observer.saw(words.of(result, micros));
        return result;
    }

    private static String of(GroupId id) {
        return "group " + id.name();
    }

    private static String events(int count) {
        return count == 1 ? "1 event" : count + " events";
    }

    private static String text(ParkedChoice choice) {
        return switch (choice) {
            case ParkedChoice.Count(long count) ->
                    count == Groups.NO_LIMIT ? ", all parked" : ", " + count + " parked";
            case ParkedChoice.UpTo(long revision) -> ", parked up to " + revision;
            case ParkedChoice.Only(long revision) -> ", parked event " + revision;
        };
    }

    private static String text(GroupResult result) {
        return switch (result) {
            case GroupResult.Done _ -> "done";
            case GroupResult.AlreadyExists _ -> "already exists";
            case GroupResult.DoesNotExist _ -> MISSING;
            case GroupResult.AccessDenied _ -> DENIED;
            case GroupResult.Failed(String reason) -> reason;
        };
    }

    private static String text(ConnectResult result) {
        return switch (result) {
            case ConnectResult.Connected _ -> "connected";
            case ConnectResult.DoesNotExist _ -> MISSING;
            case ConnectResult.AccessDenied _ -> DENIED;
            case ConnectResult.TooManyConsumers _ -> "too many consumers";
            case ConnectResult.NotReady _ -> NOT_READY;
        };
    }

    private static String text(TakeResult result) {
        return switch (result) {
            case TakeResult.Taken(var messages) -> events(messages.size());
            case TakeResult.DoesNotExist _ -> MISSING;
            case TakeResult.AccessDenied _ -> DENIED;
            case TakeResult.NotReady _ -> NOT_READY;
        };
    }
}
