package dev.eventstore.server.grpc.streams;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.SharedProto;
import dev.eventstore.server.grpc.wire.StreamsProto.BatchAppendReq;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of BatchAppend.
 *
 * @param correlation which append it is part of
 * @param options {@code null} if it has none
 * @param refusal what is wrong with one of its events, {@code null} if nothing is
 * @param isFinal whether the append is complete with it
 */
record BatchMessage(
        SharedProto.UUID correlation,
        BatchAppendReq.@Nullable Options options,
        List<NewEvent> events,
        @Nullable StatusException refusal,
        boolean isFinal) {
    private static final int CORRELATION = 10;
    private static final int OPTIONS = 18;
    private static final int PROPOSED_MESSAGE = 26;
    private static final int IS_FINAL = 32;

    static BatchMessage read(CodedInputStream in) throws IOException {
        ExtensionRegistryLite none = ExtensionRegistryLite.getEmptyRegistry();
        SharedProto.UUID correlation = SharedProto.UUID.getDefaultInstance();
        BatchAppendReq.Options options = null;
        List<NewEvent> events = new ArrayList<>();
        StatusException refusal = null;
        boolean isFinal = false;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case CORRELATION -> correlation = in.readMessage(SharedProto.UUID.parser(), none);
                case OPTIONS -> options = in.readMessage(BatchAppendReq.Options.parser(), none);
                case PROPOSED_MESSAGE -> {
                    int length = in.readRawVarint32();
                    int end = in.getTotalBytesRead() + length;
                    int outer = in.pushLimit(length);
                    try {
                        events.add(ProposedEvent.readToLimit(in));
                        in.popLimit(outer);
                    } catch (StatusException refused) {
                        refusal = refused;
                        in.popLimit(outer);
                        in.skipRawBytes(end - in.getTotalBytesRead());
                    }
                }
                case IS_FINAL -> isFinal = in.readBool();
                default -> in.skipField(tag);
            }
        }
        return new BatchMessage(correlation, options, events, refusal, isFinal);
    }
}
