package dev.eventstore.server.tcp.command;

import com.google.protobuf.MessageLite;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.frame.Frames;
import dev.eventstore.server.tcp.frame.Request;
import dev.eventstore.server.tcp.wire.CreatePersistentSubscriptionCompleted;
import dev.eventstore.server.tcp.wire.CreatePersistentSubscriptionCompleted.CreatePersistentSubscriptionResult;
import dev.eventstore.server.tcp.wire.DeletePersistentSubscriptionCompleted;
import dev.eventstore.server.tcp.wire.DeletePersistentSubscriptionCompleted.DeletePersistentSubscriptionResult;
import dev.eventstore.server.tcp.wire.SubscriptionDropped.SubscriptionDropReason;
import dev.eventstore.server.tcp.wire.UpdatePersistentSubscriptionCompleted;
import dev.eventstore.server.tcp.wire.UpdatePersistentSubscriptionCompleted.UpdatePersistentSubscriptionResult;

/** Persistent subscriptions, of which there are none: says so to whoever asks. Thread-safe. */
final class PersistentSubscriptionCommands {
    private static final String MISSING =
            "Persistent subscriptions are not part of this version yet.";

    private static final String DENIED = "Only operators may do that.";

    void create(Request request, Caller caller, Session session) {
        boolean isAllowed = caller.isOperator();
        send(
                session,
                request,
                Command.CREATE_PERSISTENT_SUBSCRIPTION_COMPLETED,
                CreatePersistentSubscriptionCompleted.newBuilder()
                        .setResult(
                                isAllowed
                                        ? CreatePersistentSubscriptionResult.Fail
                                        : CreatePersistentSubscriptionResult.AccessDenied)
                        .setReason(isAllowed ? MISSING : DENIED)
                        .build());
    }

    void update(Request request, Caller caller, Session session) {
        boolean isAllowed = caller.isOperator();
        send(
                session,
                request,
                Command.UPDATE_PERSISTENT_SUBSCRIPTION_COMPLETED,
                UpdatePersistentSubscriptionCompleted.newBuilder()
                        .setResult(
                                isAllowed
                                        ? UpdatePersistentSubscriptionResult.DoesNotExist
                                        : UpdatePersistentSubscriptionResult.AccessDenied)
                        .setReason(isAllowed ? MISSING : DENIED)
                        .build());
    }

    void delete(Request request, Caller caller, Session session) {
        boolean isAllowed = caller.isOperator();
        send(
                session,
                request,
                Command.DELETE_PERSISTENT_SUBSCRIPTION_COMPLETED,
                DeletePersistentSubscriptionCompleted.newBuilder()
                        .setResult(
                                isAllowed
                                        ? DeletePersistentSubscriptionResult.DoesNotExist
                                        : DeletePersistentSubscriptionResult.AccessDenied)
                        .setReason(isAllowed ? MISSING : DENIED)
                        .build());
    }

    void connect(Request request, Session session) {
        session.send(
                VolatileSubscription.dropped(
                        request.correlation(), SubscriptionDropReason.NotFound));
    }

    private static void send(
            Session session, Request request, Command command, MessageLite message) {
        session.send(Frames.message(command, request.correlation(), message));
    }
}
