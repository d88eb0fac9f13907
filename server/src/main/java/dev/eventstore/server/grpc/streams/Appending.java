package dev.eventstore.server.grpc.streams;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.Rpc;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.event.Ids;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import dev.eventstore.server.grpc.wire.StreamsProto.AppendReq;
import dev.eventstore.server.grpc.wire.StreamsProto.AppendResp;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The method Append: options, then one message for each event. Thread-safe. */
final class Appending {
    private static final int OPTIONS = 10;
    private static final int PROPOSED_MESSAGE = 18;

    private final GuardedStreams streams;
    private final AppendLimits limits;

    Appending(GuardedStreams streams, AppendLimits limits) {
        this.streams = streams;
        this.limits = limits;
    }

    CompletableFuture<Rpc.Answer> begin(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        Request request = new Request(limits.new Tally());
        byte[] message;
        while ((message = call.next()) != null) {
            request.read(message);
        }
        return streams.on(call.caller())
                .appendLater(request.append())
                .thenApply(result -> () -> answer(result));
    }

    private static AppendResp answer(AppendResult result) throws StatusException {
        return switch (result) {
            case AppendResult.Appended appended ->
                    AppendResp.newBuilder().setSuccess(success(appended)).build();
            case AppendResult.WrongExpectedVersion wrong ->
                    AppendResp.newBuilder().setWrongExpectedVersion(wrong(wrong)).build();
            case AppendResult.StreamDeleted(StreamName stream) ->
                    throw Refusals.streamDeleted(stream);
            case AppendResult.EventTooLarge large ->
                    throw Refusals.eventTooLarge(
                            "number " + large.index(), large.bytes(), Append.EVENT_BYTES_MAX);
            case AppendResult.AccessDenied _ -> throw Refusals.accessDenied();
        };
    }

    private static AppendResp.Success success(AppendResult.Appended appended) {
        AppendResp.Success.Builder success = AppendResp.Success.newBuilder();
        if (appended.last() < 0) {
            success.setNoStream(Empty.getDefaultInstance());
        } else {
            success.setCurrentRevision(appended.last());
        }
        long position = appended.position().value();
        if (position == 0) {
            success.setNoPosition(Empty.getDefaultInstance());
        } else {
            success.setPosition(
                    AppendResp.Position.newBuilder()
                            .setCommitPosition(position)
                            .setPreparePosition(position));
        }
        return success.build();
    }

    /** Told twice: clients before 20.6.1 look at other fields. */
    private static AppendResp.WrongExpectedVersion wrong(AppendResult.WrongExpectedVersion wrong) {
        Empty yes = Empty.getDefaultInstance();
        AppendResp.WrongExpectedVersion.Builder told = AppendResp.WrongExpectedVersion.newBuilder();
        if (wrong.head() < 0) {
            told.setCurrentNoStream(yes).setNoStream2060(yes);
        } else {
            told.setCurrentRevision(wrong.head()).setCurrentRevision2060(wrong.head());
        }
        switch (wrong.expected()) {
            case ExpectedVersion.Belief.ANY -> told.setExpectedAny(yes).setAny2060(yes);
            case ExpectedVersion.Belief.STREAM_EXISTS ->
                    told.setExpectedStreamExists(yes).setStreamExists2060(yes);
            case ExpectedVersion.Belief.NO_STREAM ->
                    told.setExpectedNoStream(yes).setExpectedRevision2060(-1);
            case ExpectedVersion.Exactly(var revision) ->
                    told.setExpectedRevision(revision.value())
                            .setExpectedRevision2060(revision.value());
        }
        return told.build();
    }

    /** What was read of a request so far. */
    private static final class Request {
        private final AppendLimits.Tally tally;
        private final List<NewEvent> events = new ArrayList<>();
        private @Nullable StreamName stream;
        private @Nullable ExpectedVersion expected;

        Request(AppendLimits.Tally tally) {
            this.tally = tally;
        }

        void read(byte[] message) throws StatusException {
            CodedInputStream in = CodedInputStream.newInstance(message);
            try {
                for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                    switch (tag) {
                        case OPTIONS ->
                                read(
                                        in.readMessage(
                                                AppendReq.Options.parser(),
                                                ExtensionRegistryLite.getEmptyRegistry()));
                        case PROPOSED_MESSAGE -> add(ProposedEvent.read(in));
                        default -> in.skipField(tag);
                    }
                }
            } catch (IOException unreadable) {
                throw Call.unreadable();
            }
        }

        Append append() throws StatusException {
            if (stream == null || expected == null) {
                throw Refusals.invalid("The options are missing.");
            }
            return new Append(stream, expected, events);
        }

        private void read(AppendReq.Options options) throws StatusException {
            if (stream != null) {
                throw Refusals.invalid("The options come twice.");
            }
            stream = Ids.stream(options.getStreamIdentifier());
            expected = Expected.of(options);
        }

        private void add(NewEvent event) throws StatusException {
            if (stream == null) {
                throw Refusals.invalid("The options must come before the events.");
            }
            tally.add(event);
            events.add(event);
        }
    }
}
