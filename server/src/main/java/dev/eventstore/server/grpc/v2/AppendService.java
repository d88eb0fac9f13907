package dev.eventstore.server.grpc.v2;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Rpc;
import dev.eventstore.server.grpc.call.Service;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.Streams2Proto.AppendRecord;
import dev.eventstore.server.grpc.wire.Streams2Proto.AppendRecordsRequest;
import dev.eventstore.server.grpc.wire.Streams2Proto.AppendRecordsResponse;
import dev.eventstore.server.grpc.wire.Streams2Proto.AppendRequest;
import dev.eventstore.server.grpc.wire.Streams2Proto.AppendResponse;
import dev.eventstore.server.grpc.wire.Streams2Proto.AppendSessionResponse;
import dev.eventstore.server.grpc.wire.Streams2Proto.ConsistencyCheck;
import dev.eventstore.server.grpc.wire.Streams2Proto.StreamRevision;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.CheckedAppend;
import dev.eventstore.server.stream.CheckedAppendResult;
import dev.eventstore.server.stream.MultiAppendResult;
import dev.eventstore.server.stream.StreamCheck;
import dev.eventstore.server.stream.StreamOperations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Appends to several streams in one go: all of it or nothing. Thread-safe. */
public final class AppendService {
    private static final String NAME = "kurrentdb.protocol.v2.streams.StreamsService";

    private final GuardedStreams streams;
    private final Records records;

    /**
     * @param ids names records that come without an id
     */
    public AppendService(GuardedStreams streams, Supplier<UUID> ids) {
        this.streams = streams;
        this.records = new Records(ids);
    }

    /** What is served. */
    public Service service() {
        return new Service(
                NAME,
                List.of(
                        Rpc.of("AppendSession", this::appendSession),
                        Rpc.of("AppendRecords", this::appendRecords)));
    }

    private void appendSession(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        Session session = new Session();
        byte[] message;
        while ((message = call.next()) != null) {
            session.read(message);
        }
        List<Append> appends = session.appends();
        StreamOperations allowed = streams.on(call.caller());
        switch (allowed.appendToMany(appends)) {
            case MultiAppendResult.Appended(List<AppendResult.Appended> parts) ->
                    call.send(appended(appends, parts));
            case MultiAppendResult.Refused(int part, AppendResult reason) -> {
                Append refused = appends.get(part);
                throw Errors.of(reason, refused.events(), refused.expected(), allowed);
            }
        }
    }

    private static AppendSessionResponse appended(
            List<Append> appends, List<AppendResult.Appended> parts) {
        AppendSessionResponse.Builder answer = AppendSessionResponse.newBuilder();
        long newest = 0;
        for (int i = 0; i < parts.size(); i++) {
            long position = parts.get(i).position().value();
            newest = Math.max(newest, position);
            answer.addOutput(
                    AppendResponse.newBuilder()
                            .setStream(appends.get(i).stream().value())
                            .setStreamRevision(parts.get(i).last())
                            .setPosition(position));
        }
        return answer.setPosition(newest).build();
    }

    private void appendRecords(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        AppendRecordsRequest request = call.only(AppendRecordsRequest.parser());
        if (request.getRecordsCount() == 0) {
            throw Errors.badRequest("records", "At least one record is needed.");
        }
        Tally tally = new Tally();
        List<CheckedAppend.Entry> entries = new ArrayList<>();
        List<NewEvent> events = new ArrayList<>();
        for (AppendRecord record : request.getRecordsList()) {
            StreamName stream = Records.stream(record.getStream());
            NewEvent event = records.event(record);
            tally.add(stream, event);
            events.add(event);
            entries.add(new CheckedAppend.Entry(stream, event));
        }
        CheckedAppend append = new CheckedAppend(entries, checks(request.getChecksList()));
        StreamOperations allowed = streams.on(call.caller());
        switch (allowed.appendChecked(append)) {
            case CheckedAppendResult.Appended(var heads, Position position) ->
                    call.send(
                            AppendRecordsResponse.newBuilder()
                                    .addAllRevisions(
                                            heads.stream().map(AppendService::wire).toList())
                                    .setPosition(position.value())
                                    .build());
            case CheckedAppendResult.Violated(var violations) ->
                    throw Errors.violated(request.getChecksList(), violations);
            case CheckedAppendResult.Refused(AppendResult reason) ->
                    throw Errors.of(reason, events, ExpectedVersion.Belief.ANY, allowed);
        }
    }

    private static StreamRevision wire(CheckedAppendResult.Head head) {
        return StreamRevision.newBuilder()
                .setStream(head.stream().value())
                .setRevision(head.lastRevision())
                .build();
    }

    private static List<StreamCheck> checks(List<ConsistencyCheck> wanted) throws StatusException {
        List<StreamCheck> checks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ConsistencyCheck check : wanted) {
            switch (check.getTypeCase()) {
                case STREAM_STATE -> {
                    String name = check.getStreamState().getStream();
                    if (!names.add(name.toLowerCase(Locale.ROOT))) {
                        throw Errors.badRequest("checks", "A stream is checked twice: " + name);
                    }
                    checks.add(
                            new StreamCheck(
                                    Records.stream(name),
                                    States.wanted(check.getStreamState().getExpectedState())));
                }
                case TYPE_NOT_SET -> throw Errors.badRequest("checks", "A check is empty.");
            }
        }
        return checks;
    }

    /** Counts what one transaction appends. */
    private static final class Tally {
        private long bytes;

        void add(StreamName stream, NewEvent event) throws StatusException {
            if (event.size() > Records.RECORD_BYTES_MAX) {
                throw Errors.recordTooLarge(stream, event);
            }
            bytes += event.size();
            if (bytes > Records.TRANSACTION_BYTES_MAX) {
                throw Errors.transactionTooLarge(bytes);
            }
        }
    }

    /** What was read of an append session so far. */
    private final class Session {
        private final List<Append> complete = new ArrayList<>();
        private final Set<StreamName> streams = new HashSet<>();
        private final Tally tally = new Tally();
        private List<NewEvent> events = new ArrayList<>();
        private @Nullable StreamName stream;
        private ExpectedVersion expected = ExpectedVersion.Belief.ANY;

        void read(byte[] message) throws StatusException {
            AppendRequest request;
            try {
                request = AppendRequest.parseFrom(message);
            } catch (InvalidProtocolBufferException unreadable) {
                throw Call.unreadable();
            }
            if (request.getRecordsCount() == 0) {
                throw Errors.badRequest("records", "At least one record is needed.");
            }
            StreamName next = Records.stream(request.getStream());
            if (!next.equals(stream)) {
                begin(next, request);
            }
            for (AppendRecord record : request.getRecordsList()) {
                NewEvent event = records.event(record);
                tally.add(next, event);
                events.add(event);
            }
        }

        List<Append> appends() throws StatusException {
            end();
            if (complete.isEmpty()) {
                throw Errors.noRequests();
            }
            return complete;
        }

        private void begin(StreamName next, AppendRequest request) throws StatusException {
            end();
            if (!streams.add(next)) {
                throw Errors.alreadyInSession(next);
            }
            stream = next;
            expected =
                    request.hasExpectedRevision()
                            ? States.expected(request.getExpectedRevision())
                            : ExpectedVersion.Belief.ANY;
            events = new ArrayList<>();
        }

        private void end() {
            if (stream != null) {
                complete.add(new Append(stream, expected, events));
                stream = null;
            }
        }
    }
}
