package dev.eventstore.server.grpc.groups;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.eventstore.server.group.ConnectResult;
import dev.eventstore.server.group.Consumer;
import dev.eventstore.server.group.ConsumerRequest;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.GroupOperations;
import dev.eventstore.server.group.Handed;
import dev.eventstore.server.group.Message;
import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.event.EventEncoder;
import dev.eventstore.server.grpc.wire.PersistentProto.ReadReq;
import dev.eventstore.server.grpc.wire.PersistentProto.ReadResp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The method Read: a consumer gets events for as long as it keeps the call open, and says of each
 * what became of it. The thread of the call sends; what the client says is read by a second one.
 * Thread-safe.
 */
final class Consuming {
    private final GroupOperations groups;

    Consuming(GroupOperations groups) {
        this.groups = groups;
    }

    void serve(Call call) throws StatusException, ClientGoneException, InterruptedException {
        ReadReq.Options options = options(call.next());
        GroupId id = GroupFields.id(options);
        EventEncoder encoder = EventEncoder.of(options.getUuidOption());
        Consumer consumer = connect(call, id, options.getBufferSize());
        Verdicts verdicts = new Verdicts(call, consumer);
        Thread reader = Thread.ofVirtual().name("grpc-verdicts").unstarted(verdicts);
        try {
            call.endless();
            call.send(confirmation(id));
            call.flush();
            reader.start();
            while (consumer.take() instanceof Handed.Messages(List<Message> messages)) {
                for (Message message : messages) {
                    encoder.write(message.event(), message.retryCount(), call.buffer());
                    call.sent();
                }
                call.flush();
            }
        } finally {
            consumer.close();
            end(reader);
        }
        throw verdicts.refusal()
                .orElseGet(() -> Refusals.groupDropped(id.source().value(), id.name()));
    }

    private static ReadReq.Options options(byte @Nullable [] message) throws StatusException {
        ReadReq first = ReadReq.getDefaultInstance();
        try {
            first = message == null ? first : ReadReq.parseFrom(message);
        } catch (InvalidProtocolBufferException unreadable) {
            throw Call.unreadable();
        }
        if (!first.hasOptions()) {
            throw Refusals.invalid("The first message must have the field options.");
        }
        return first.getOptions();
    }

    private Consumer connect(Call call, GroupId id, int window) throws StatusException {
        if (window < 1) {
            throw Refusals.invalid("The buffer_size must be 1 or more.");
        }
        String login = call.caller().login();
        ConsumerRequest request =
                new ConsumerRequest(
                        call.remote(),
                        login == null ? "anonymous" : login,
                        call.connectionName(),
                        window);
        return switch (groups.connect(call.caller(), id, request)) {
            case ConnectResult.Connected(Consumer consumer) -> consumer;
            case ConnectResult.DoesNotExist _ ->
                    throw Refusals.noGroup(id.source().value(), id.name());
            case ConnectResult.AccessDenied _ -> throw Refusals.accessDenied();
            case ConnectResult.TooManyConsumers _ ->
                    throw Refusals.groupFull(id.source().value(), id.name());
            case ConnectResult.NotReady _ -> throw Refusals.notReady();
        };
    }

    private static ReadResp confirmation(GroupId id) {
        return ReadResp.newBuilder()
                .setSubscriptionConfirmation(
                        ReadResp.SubscriptionConfirmation.newBuilder()
                                .setSubscriptionId(id.toString()))
                .build();
    }

    /** Nothing of the call may be used once it has ended. */
    private static void end(Thread reader) {
        reader.interrupt();
        boolean isInterrupted = Thread.interrupted();
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException later) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
