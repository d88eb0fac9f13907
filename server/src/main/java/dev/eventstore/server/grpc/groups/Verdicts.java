package dev.eventstore.server.grpc.groups;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.eventstore.server.group.Consumer;
import dev.eventstore.server.group.NackAction;
import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.event.Ids;
import dev.eventstore.server.grpc.wire.PersistentProto.ReadReq;
import dev.eventstore.server.grpc.wire.SharedProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a consumer says of its events, on a thread of its own. Clients acknowledge events one
 * by one; what is here at the same time is settled together, which makes room for as many events at
 * once.
 */
final class Verdicts implements Runnable {
    /** The most events that are settled together. */
    private static final int TOGETHER_MAX = 256;

    private final Call call;
    private final Consumer consumer;
    private final List<UUID> acknowledged = new ArrayList<>();
    private volatile @Nullable StatusException refusal;

    Verdicts(Call call, Consumer consumer) {
        this.call = call;
        this.consumer = consumer;
    }

    /** Why the client cannot go on, if that is what the consumer was closed for. */
    Optional<StatusException> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** A client that has no more to say may go on looking; it gets no more than its window. */
    @Override
    public void run() {
        try {
            byte[] message = call.next();
            while (message != null && !Thread.currentThread().isInterrupted()) {
                read(message);
                if (acknowledged.size() >= TOGETHER_MAX || !call.isMoreHere()) {
                    settle();
                }
                message = call.next();
            }
        } catch (StatusException refused) {
            settle();
            refusal = refused;
            consumer.close();
        } catch (ClientGoneException gone) {
            call.interrupt(Call.Interruption.CLIENT_GONE);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(byte[] message) throws StatusException {
        ReadReq request;
        try {
            request = ReadReq.parseFrom(message);
        } catch (InvalidProtocolBufferException unreadable) {
            throw Call.unreadable();
        }
        switch (request.getContentCase()) {
            case ACK -> addTo(acknowledged, request.getAck().getIdsList());
            case NACK -> {
                settle();
                ReadReq.Nack nack = request.getNack();
                List<UUID> refused = new ArrayList<>();
                addTo(refused, nack.getIdsList());
                consumer.refuse(refused, action(nack), nack.getReason());
            }
            case OPTIONS ->
                    throw Refusals.invalid("The field options belongs to the first message.");
            case CONTENT_NOT_SET -> throw Refusals.invalid("The field content is missing.");
        }
    }

    private void settle() {
        if (!acknowledged.isEmpty()) {
            consumer.acknowledge(acknowledged);
            acknowledged.clear();
        }
    }

    private static NackAction action(ReadReq.Nack nack) throws StatusException {
        return switch (nack.getAction()) {
            case Unknown, Retry -> NackAction.RETRY;
            case Park -> NackAction.PARK;
            case Skip -> NackAction.SKIP;
            case Stop -> NackAction.STOP;
            case UNRECOGNIZED -> throw Refusals.invalid("The action is unknown.");
        };
    }

    private static void addTo(List<UUID> read, List<SharedProto.UUID> ids) throws StatusException {
        for (SharedProto.UUID id : ids) {
            read.add(Ids.read(id, "id of an event"));
        }
    }
}
