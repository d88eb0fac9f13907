package dev.eventstore.server.grpc.streams;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.event.Ids;
import dev.eventstore.server.grpc.wire.StreamsProto.DeleteReq;
import dev.eventstore.server.grpc.wire.StreamsProto.DeleteResp;
import dev.eventstore.server.grpc.wire.StreamsProto.TombstoneReq;
import dev.eventstore.server.grpc.wire.StreamsProto.TombstoneResp;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.DeleteResult;

/** The methods Delete and Tombstone. Thread-safe. */
final class Deleting {
    private final GuardedStreams streams;

    Deleting(GuardedStreams streams) {
        this.streams = streams;
    }

    void softly(Call call) throws StatusException, ClientGoneException, InterruptedException {
        DeleteReq request = call.only(DeleteReq.parser());
        Position at = delete(call, request.getOptions(), false);
        call.send(DeleteResp.newBuilder().setPosition(wire(at)).build());
    }

    void forGood(Call call) throws StatusException, ClientGoneException, InterruptedException {
        TombstoneReq request = call.only(TombstoneReq.parser());
        Position at = delete(call, request.getOptions(), true);
        call.send(TombstoneResp.newBuilder().setPosition(wire(at)).build());
    }

    private Position delete(Call call, DeleteReq.Options options, boolean forGood)
            throws StatusException {
        StreamName stream = Ids.stream(options.getStreamIdentifier());
        // A tombstone may be laid on what never was; hiding it is refused by servers with gRPC.
        Delete delete =
                new Delete(stream, Expected.of(options), forGood, /* needsStream= */ !forGood);
        return switch (streams.on(call.caller()).delete(delete)) {
            case DeleteResult.Deleted(Position position) -> position;
            case DeleteResult.WrongExpectedVersion wrong ->
                    throw Refusals.wrongExpectedVersion(
                            forGood ? "Tombstone" : "Delete",
                            stream,
                            wrong.expected(),
                            wrong.head());
            case DeleteResult.StreamDeleted _ -> throw Refusals.streamDeleted(stream);
            case DeleteResult.AccessDenied _ -> throw Refusals.accessDenied();
        };
    }

    private static DeleteResp.Position wire(Position position) {
        return DeleteResp.Position.newBuilder()
                .setCommitPosition(position.value())
                .setPreparePosition(position.value())
                .build();
    }
}
