package dev.eventstore.server.grpc.groups;

import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.GroupInfo;
import dev.eventstore.server.group.GroupOperations;
import dev.eventstore.server.group.GroupResult;
import dev.eventstore.server.group.GroupSettings;
import dev.eventstore.server.group.ParkedChoice;
import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.PersistentProto.CreateReq;
import dev.eventstore.server.grpc.wire.PersistentProto.DeleteReq;
import dev.eventstore.server.grpc.wire.PersistentProto.ReplayParkedReq;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import dev.eventstore.server.stream.EventFilter;

/** The methods that make, change and delete groups. All of them answer nothing. Thread-safe. */
final class Managing {
    private final GroupOperations groups;

    Managing(GroupOperations groups) {
        this.groups = groups;
    }

    void create(Call call) throws StatusException, ClientGoneException, InterruptedException {
        CreateReq.Options options = call.only(CreateReq.parser()).getOptions();
        GroupId id = GroupFields.id(options);
        GroupSettings settings = GroupFields.settings(options, id, GroupFields.filter(options));
        answer(call, groups.create(call.caller(), id, settings), id);
    }

    /** The filter stays as it was, for no client can send another one. */
    void update(Call call) throws StatusException, ClientGoneException, InterruptedException {
        CreateReq.Options options = call.only(CreateReq.parser()).getOptions();
        GroupId id = GroupFields.id(options);
        EventFilter filter =
                groups.info(id)
                        .map(GroupInfo::settings)
                        .map(GroupSettings::filter)
                        .orElse(EventFilter.Everything.EVERYTHING);
        GroupSettings settings = GroupFields.settings(options, id, filter);
        answer(call, groups.update(call.caller(), id, settings), id);
    }

    void delete(Call call) throws StatusException, ClientGoneException, InterruptedException {
        GroupId id = GroupFields.id(call.only(DeleteReq.parser()).getOptions());
        answer(call, groups.delete(call.caller(), id), id);
    }

    void replayParked(Call call) throws StatusException, ClientGoneException, InterruptedException {
        ReplayParkedReq.Options options = call.only(ReplayParkedReq.parser()).getOptions();
        GroupId id = GroupFields.id(options);
        answer(
                call,
                groups.replayParked(
                        call.caller(), id, new ParkedChoice.Count(GroupFields.limit(options))),
                id);
    }

    void truncateParked(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        ReplayParkedReq.Options options = call.only(ReplayParkedReq.parser()).getOptions();
        GroupId id = GroupFields.id(options);
        answer(
                call,
                groups.truncateParked(
                        call.caller(), id, new ParkedChoice.Count(GroupFields.limit(options))),
                id);
    }

    void restart(Call call) throws StatusException, ClientGoneException, InterruptedException {
        call.only(Empty.parser());
        answer(call, groups.restart(call.caller()), "", "");
    }

    private static void answer(Call call, GroupResult result, GroupId id)
            throws StatusException, ClientGoneException, InterruptedException {
        answer(call, result, id.source().value(), id.name());
    }

    private static void answer(Call call, GroupResult result, String stream, String group)
            throws StatusException, ClientGoneException, InterruptedException {
        switch (result) {
            case GroupResult.Done _ -> call.send(Empty.getDefaultInstance());
            case GroupResult.AlreadyExists _ -> throw Refusals.groupExists(stream, group);
            case GroupResult.DoesNotExist _ -> throw Refusals.noGroup(stream, group);
            case GroupResult.AccessDenied _ -> throw Refusals.accessDenied();
            case GroupResult.Failed(String reason) ->
                    throw Refusals.groupFailed(stream, group, reason);
        }
    }
}
