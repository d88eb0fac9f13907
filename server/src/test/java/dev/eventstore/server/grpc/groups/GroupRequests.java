package dev.eventstore.server.grpc.groups;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.grpc.wire.PersistentProto.CreateReq;
import dev.eventstore.server.grpc.wire.PersistentProto.DeleteReq;
import dev.eventstore.server.grpc.wire.PersistentProto.GetInfoReq;
import dev.eventstore.server.grpc.wire.PersistentProto.GetInfoResp;
import dev.eventstore.server.grpc.wire.PersistentProto.ReadReq;
import dev.eventstore.server.grpc.wire.PersistentProto.ReplayParkedReq;
import dev.eventstore.server.grpc.wire.PersistentProto.SubscriptionInfo;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import dev.eventstore.server.grpc.wire.SharedProto.StreamIdentifier;
import dev.eventstore.server.grpc.wire.StreamsProto;

/** Messages of the service, and the calls that have one answer. */
final class GroupRequests {
    static final String SERVICE =
            "event_store.client.persistent_subscriptions.PersistentSubscriptions/";

    private GroupRequests() {}

    static ReadReq.Builder connecting(String stream, int window) {
        return ReadReq.newBuilder()
                .setOptions(
                        ReadReq.Options.newBuilder()
                                .setStreamIdentifier(identifier(stream))
                                .setGroupName("g")
                                .setBufferSize(window)
                                .setUuidOption(
                                        StreamsProto.ReadReq.Options.UUIDOption.newBuilder()
                                                .setStructured(empty())));
    }

    static CreateReq creating(String stream) {
        return CreateReq.newBuilder()
                .setOptions(
                        CreateReq.Options.newBuilder()
                                .setGroupName("g")
                                .setSettings(settings())
                                .setStream(
                                        StreamsProto.ReadReq.Options.StreamOptions.newBuilder()
                                                .setStreamIdentifier(identifier(stream))
                                                .setStart(empty())))
                .build();
    }

    static CreateReq ofAll(CreateReq.AllOptions.Builder options) {
        return CreateReq.newBuilder()
                .setOptions(
                        CreateReq.Options.newBuilder()
                                .setGroupName("g")
                                .setSettings(settings())
                                .setAll(options))
                .build();
    }

    static CreateReq.Settings.Builder settings() {
        return CreateReq.Settings.newBuilder()
                .setMaxRetryCount(10)
                .setMinCheckpointCount(1)
                .setMaxCheckpointCount(1_000)
                .setLiveBufferSize(500)
                .setReadBatchSize(20)
                .setHistoryBufferSize(500)
                .setMessageTimeoutMs(30_000)
                .setCheckpointAfterMs(10)
                .setConsumerStrategy("RoundRobin");
    }

    static DeleteReq deleting(String stream) {
        return DeleteReq.newBuilder()
                .setOptions(
                        DeleteReq.Options.newBuilder()
                                .setStreamIdentifier(identifier(stream))
                                .setGroupName("g"))
                .build();
    }

    static ReplayParkedReq replaying(String stream, long limit) {
        return ReplayParkedReq.newBuilder()
                .setOptions(
                        ReplayParkedReq.Options.newBuilder()
                                .setStreamIdentifier(identifier(stream))
                                .setGroupName("g")
                                .setStopAt(limit))
                .build();
    }

    static SubscriptionInfo info(GrpcClient client, String stream) {
        return client.one(
                        SERVICE + "GetInfo",
                        GetInfoResp.getDefaultInstance(),
                        GetInfoReq.newBuilder()
                                .setOptions(
                                        GetInfoReq.Options.newBuilder()
                                                .setStreamIdentifier(identifier(stream))
                                                .setGroupName("g"))
                                .build())
                .getSubscriptionInfo();
    }

    static void call(GrpcClient client, String method, Message request) {
        client.one(SERVICE + method, Empty.getDefaultInstance(), request);
    }

    static StreamIdentifier identifier(String stream) {
        return StreamIdentifier.newBuilder().setStreamName(ByteString.copyFromUtf8(stream)).build();
    }

    static Empty empty() {
        return Empty.getDefaultInstance();
    }
}
