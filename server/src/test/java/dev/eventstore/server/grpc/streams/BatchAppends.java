package dev.eventstore.server.grpc.streams;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.grpc.event.Ids;
import dev.eventstore.server.grpc.wire.SharedProto;
import dev.eventstore.server.grpc.wire.StreamsProto.BatchAppendReq;
import java.util.List;
import java.util.UUID;

/** What clients send on a call of appends. */
final class BatchAppends {
    static final String METHOD = "event_store.client.streams.Streams/BatchAppend";

    private BatchAppends() {}

    /** An append in one part. */
    static BatchAppendReq whole(
            SharedProto.UUID id,
            BatchAppendReq.Options.Builder options,
            BatchAppendReq.ProposedMessage... events) {
        return part(id).setOptions(options)
                .addAllProposedMessages(List.of(events))
                .setIsFinal(true)
                .build();
    }

    /** A part of an append, to be filled. */
    static BatchAppendReq.Builder part(SharedProto.UUID id) {
        return BatchAppendReq.newBuilder().setCorrelationId(id);
    }

    static BatchAppendReq.Options.Builder options(String stream) {
        return BatchAppendReq.Options.newBuilder().setStreamIdentifier(stream(stream));
    }

    static SharedProto.StreamIdentifier stream(String name) {
        return Ids.identifier(StreamName.of(name));
    }

    /** One event of another id each time. */
    static BatchAppendReq.ProposedMessage event() {
        return BatchAppendReq.ProposedMessage.newBuilder()
                .setId(id())
                .putMetadata("type", "thing-happened")
                .putMetadata("content-type", "application/json")
                .setData(ByteString.copyFromUtf8("{}"))
                .build();
    }

    static SharedProto.UUID id() {
        return SharedProto.UUID.newBuilder().setString(UUID.randomUUID().toString()).build();
    }

    static Empty yes() {
        return Empty.getDefaultInstance();
    }
}
