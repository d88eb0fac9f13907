package dev.eventstore.server.tcp.command;

import dev.eventstore.server.group.ConsumerRequest;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.GroupOperations;
import dev.eventstore.server.group.GroupResult;
import dev.eventstore.server.group.NackAction;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.frame.Correlation;
import dev.eventstore.server.tcp.frame.Frame;
import dev.eventstore.server.tcp.frame.FrameWriter;
import dev.eventstore.server.tcp.frame.Request;
import dev.eventstore.server.tcp.wire.ConnectToPersistentSubscription;
import dev.eventstore.server.tcp.wire.CreatePersistentSubscription;
import dev.eventstore.server.tcp.wire.DeletePersistentSubscription;
import dev.eventstore.server.tcp.wire.PersistentSubscriptionAckEvents;
import dev.eventstore.server.tcp.wire.PersistentSubscriptionNakEvents;

/** Groups, which the protocol calls persistent subscriptions. Thread-safe. */
final class GroupCommands {
    private static final int ANSWER_BYTES = 128;

    private final GroupOperations groups;
    private final GuardedStreams streams;

    GroupCommands(GroupOperations groups, GuardedStreams streams) {
        this.groups = groups;
        this.streams = streams;
    }

    /** Does to a group what a message says. */
    @FunctionalInterface
    private interface Deed {
        GroupResult apply() throws BadRequest;
    }

    void create(Request request, Caller caller, Session session)
            throws BadRequest, InterruptedException {
        CreatePersistentSubscription message =
                Fields.message(CreatePersistentSubscription.parser(), request);
        run(
                request,
                session,
                Command.CREATE_PERSISTENT_SUBSCRIPTION_COMPLETED,
                () -> {
                    GroupId id = GroupFields.id(message);
                    return groups.create(caller, id, GroupFields.settings(message));
                });
    }

    void update(Request request, Caller caller, Session session)
            throws BadRequest, InterruptedException {
        CreatePersistentSubscription message =
                Fields.message(CreatePersistentSubscription.parser(), request);
        run(
                request,
                session,
                Command.UPDATE_PERSISTENT_SUBSCRIPTION_COMPLETED,
                () -> {
                    GroupId id = GroupFields.id(message);
                    return groups.update(caller, id, GroupFields.settings(message));
                });
    }

    void delete(Request request, Caller caller, Session session)
            throws BadRequest, InterruptedException {
        DeletePersistentSubscription message =
                Fields.message(DeletePersistentSubscription.parser(), request);
        run(
                request,
                session,
                Command.DELETE_PERSISTENT_SUBSCRIPTION_COMPLETED,
                () -> groups.delete(caller, GroupFields.id(message)));
    }

    private static void run(Request request, Session session, Command completed, Deed deed)
            throws InterruptedException {
        Correlation correlation = request.correlation();
        session.run(
                request,
                () -> {
                    GroupResult result;
                    try {
                        result = deed.apply();
                    } catch (BadRequest refused) {
                        // Clients show the reason of a failure, and of a bad request only its text.
                        result = new GroupResult.Failed(String.valueOf(refused.getMessage()));
                    }
                    session.send(answer(completed, correlation, result));
                });
    }

    /** All three answers have the same fields, and the same numbers for what their names tell. */
    private static Frame answer(Command completed, Correlation correlation, GroupResult result) {
        FrameWriter out = new FrameWriter(ANSWER_BYTES);
        switch (result) {
            case GroupResult.Done _ -> out.number(1, 0);
            case GroupResult.AlreadyExists there -> put(out, 1, there.reason());
            case GroupResult.DoesNotExist missing -> put(out, 1, missing.reason());
            case GroupResult.Failed(String reason) -> put(out, 2, reason);
            case GroupResult.AccessDenied _ -> put(out, 3, "Only operators may do that.");
        }
        return out.frame(completed, correlation);
    }

    private static void put(FrameWriter out, int code, String reason) {
        out.text(2, reason);
        out.number(1, code);
    }

    void connect(Request request, Caller caller, Session session) throws BadRequest {
        ConnectToPersistentSubscription message =
                Fields.message(ConnectToPersistentSubscription.parser(), request);
        if (message.getAllowedInFlightMessages() < 1) {
            throw new BadRequest("allowed_in_flight_messages: 1 or more is possible.");
        }
        String login = caller.login();
        ConsumerRequest wish =
                new ConsumerRequest(
                        session.remote(),
                        login == null ? "anonymous" : login,
                        session.name(),
                        message.getAllowedInFlightMessages());
        GroupId id = GroupFields.id(message);
        Correlation correlation = request.correlation();
        OpenConsumer consumer =
                new OpenConsumer(
                        correlation,
                        session,
                        () -> groups.connect(caller, id, wish),
                        () -> streams.on(caller).head());
        switch (session.subscriptions().open(correlation, consumer)) {
            case OPENED -> {}
            case TAKEN -> throw new BadRequest("A subscription with this correlation id is open.");
            case TOO_MANY -> session.send(Refusals.tooBusy(correlation));
        }
    }

    /** Nobody is told what came of it; what cannot be settled any more is passed over. */
    void acknowledge(Request request, Session session) throws BadRequest {
        if (session.subscriptions().find(request.correlation()) instanceof OpenConsumer open) {
            PersistentSubscriptionAckEvents message =
                    Fields.message(PersistentSubscriptionAckEvents.parser(), request);
            open.acknowledge(GroupFields.eventIds(message.getProcessedEventIdsList()));
        }
    }

    void refuse(Request request, Session session) throws BadRequest {
        if (session.subscriptions().find(request.correlation()) instanceof OpenConsumer open) {
            PersistentSubscriptionNakEvents message =
                    Fields.message(PersistentSubscriptionNakEvents.parser(), request);
            NackAction action =
                    switch (message.getAction()) {
                        case Unknown, Retry -> NackAction.RETRY;
                        case Park -> NackAction.PARK;
                        case Skip -> NackAction.SKIP;
                        case Stop -> NackAction.STOP;
                    };
            open.refuse(
                    GroupFields.eventIds(message.getProcessedEventIdsList()),
                    action,
                    message.getMessage());
        }
    }
}
