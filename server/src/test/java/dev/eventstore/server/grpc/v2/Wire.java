package dev.eventstore.server.grpc.v2;

import com.google.protobuf.ByteString;
import dev.eventstore.server.grpc.wire.Streams2Proto.AppendRecord;
import dev.eventstore.server.grpc.wire.Streams2Proto.ConsistencyCheck;
import dev.eventstore.server.grpc.wire.Streams2Proto.SchemaFormat;
import dev.eventstore.server.grpc.wire.Streams2Proto.SchemaInfo;

/** Messages of the second protocol. */
final class Wire {
    private Wire() {}

    /** A record for no stream in particular. */
    static AppendRecord record() {
        return AppendRecord.newBuilder()
                .setSchema(
                        SchemaInfo.newBuilder()
                                .setFormat(SchemaFormat.SCHEMA_FORMAT_JSON)
                                .setName("thing-happened"))
                .setData(ByteString.copyFromUtf8("{}"))
                .build();
    }

    static AppendRecord record(String stream) {
        return record().toBuilder().setStream(stream).build();
    }

    static ConsistencyCheck check(String stream, long expected) {
        return ConsistencyCheck.newBuilder()
                .setStreamState(
                        ConsistencyCheck.StreamStateCheck.newBuilder()
                                .setStream(stream)
                                .setExpectedState(expected))
                .build();
    }
}
