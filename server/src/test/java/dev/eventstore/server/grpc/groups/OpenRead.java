package dev.eventstore.server.grpc.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.GrpcConversation;
import dev.eventstore.server.grpc.wire.PersistentProto.ReadReq;
import dev.eventstore.server.grpc.wire.PersistentProto.ReadResp;

/** A consumer at the level of messages, confirmed. One thread at a time. */
final class OpenRead implements AutoCloseable {
    final GrpcConversation<ReadResp> call;

    OpenRead(GrpcClient client, ReadReq request) {
        call = client.open(GroupRequests.SERVICE + "Read", ReadResp.getDefaultInstance());
        call.send(request);
        assertThat(call.next().getSubscriptionConfirmation().getSubscriptionId())
                .isEqualTo(
                        request.getOptions().getStreamIdentifier().getStreamName().toStringUtf8()
                                + "::g");
    }

    /** Connects to the group {@code g} of a stream. */
    static OpenRead of(GrpcClient client, String stream, int window) {
        return new OpenRead(client, GroupRequests.connecting(stream, window).build());
    }

    /** The same, of which nothing has come yet. */
    static GrpcConversation<ReadResp> unconfirmed(GrpcClient client, ReadReq request) {
        GrpcConversation<ReadResp> call =
                client.open(GroupRequests.SERVICE + "Read", ReadResp.getDefaultInstance());
        call.send(request);
        return call;
    }

    ReadResp.ReadEvent event() {
        return call.next().getEvent();
    }

    void ack(ReadResp.ReadEvent... events) {
        ReadReq.Ack.Builder ack = ReadReq.Ack.newBuilder();
        for (ReadResp.ReadEvent event : events) {
            ack.addIds(event.getEvent().getId());
        }
        call.send(ReadReq.newBuilder().setAck(ack).build());
    }

    void park(ReadResp.ReadEvent... events) {
        ReadReq.Nack.Builder nack =
                ReadReq.Nack.newBuilder().setAction(ReadReq.Nack.Action.Park).setReason("odd");
        for (ReadResp.ReadEvent event : events) {
            nack.addIds(event.getEvent().getId());
        }
        call.send(ReadReq.newBuilder().setNack(nack).build());
    }

    @Override
    public void close() {
        call.cancel();
    }
}
