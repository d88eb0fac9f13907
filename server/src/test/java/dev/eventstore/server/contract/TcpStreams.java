package dev.eventstore.server.contract;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.tcp.wire.DeleteStream;
import dev.eventstore.server.tcp.wire.DeleteStreamCompleted;
import dev.eventstore.server.tcp.wire.EventRecord;
import dev.eventstore.server.tcp.wire.IdentifyClient;
import dev.eventstore.server.tcp.wire.OperationResult;
import dev.eventstore.server.tcp.wire.ReadAllEvents;
import dev.eventstore.server.tcp.wire.ReadAllEventsCompleted;
import dev.eventstore.server.tcp.wire.ReadStreamEvents;
import dev.eventstore.server.tcp.wire.ReadStreamEventsCompleted;
import dev.eventstore.server.tcp.wire.WriteEvents;
import dev.eventstore.server.tcp.wire.WriteEventsCompleted;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Streams through the TCP protocol of version 5: one request at a time. */
final class TcpStreams implements StreamsClient {
    private static final int HEARTBEAT_REQUEST = 0x01;
    private static final int HEARTBEAT_RESPONSE = 0x02;
    private static final int WRITE = 0x82;
    private static final int DELETE = 0x8A;
    private static final int READ_FORWARD = 0xB2;
    private static final int READ_BACKWARD = 0xB4;
    private static final int READ_ALL_FORWARD = 0xB6;
    private static final int IDENTIFY = 0xF5;
    private static final int NOT_AUTHENTICATED = 0xF4;
    private static final int HEAD_BYTES = 18;
    private static final int AUTHENTICATED = 1;
    private static final int PATIENCE_SECONDS = 30;

    private final Login login;
    private final Socket socket;
    private final DataInputStream in;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

    TcpStreams(LocalNode node, Login login) {
        this.login = login;
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), node.tcpPort());
            in = new DataInputStream(socket.getInputStream());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        Thread.ofVirtual().start(this::listen);
        IdentifyClient me =
                IdentifyClient.newBuilder().setVersion(1).setConnectionName("contract").build();
        ask(IDENTIFY, me);
    }

    /** An answer: its command and what it says. */
    private record Answer(int command, UUID correlation, ByteString payload) {}

    @Override
    public Outcome append(StreamName stream, ExpectedVersion expected, List<NewEvent> events) {
        WriteEvents.Builder request =
                WriteEvents.newBuilder()
                        .setEventStreamId(stream.value())
                        .setExpectedVersion(HttpStreams.number(expected))
                        .setRequireMaster(false);
        for (NewEvent event : events) {
            request.addEvents(
                    dev.eventstore.server.tcp.wire.NewEvent.newBuilder()
                            .setEventId(ByteString.copyFrom(swapped(event.id())))
                            .setEventType(event.type())
                            .setDataContentType(event.isJson() ? 1 : 0)
                            .setMetadataContentType(0)
                            .setData(ByteString.copyFrom(event.data().bytes())));
        }
        Answer answer = ask(WRITE, request.build());
        if (answer.command() == NOT_AUTHENTICATED) {
            return new Outcome.AccessDenied();
        }
        return parsed(() -> {
            var completed = WriteEventsCompleted.parseFrom(answer.payload());
            return completed.getResult() == OperationResult.Success
                    ? new Outcome.Appended(completed.getLastEventNumber())
                    : refusal(completed.getResult(), completed.getCurrentVersion());
        });
    }

    @Override
    public Outcome delete(StreamName stream, ExpectedVersion expected, boolean forGood) {
        Answer answer =
                ask(
                        DELETE,
                        DeleteStream.newBuilder()
                                .setEventStreamId(stream.value())
                                .setExpectedVersion(HttpStreams.number(expected))
                                .setRequireMaster(false)
                                .setHardDelete(forGood)
                                .build());
        return parsed(() -> {
            var completed = DeleteStreamCompleted.parseFrom(answer.payload());
            return completed.getResult() == OperationResult.Success
                    ? new Outcome.Done()
                    : refusal(completed.getResult(), Outcome.WrongExpectedVersion.UNKNOWN);
        });
    }

    @Override
    public Outcome read(
            StreamName stream, long from, int count, Direction direction, boolean resolveLinks) {
        Answer answer =
                ask(
                        direction == Direction.FORWARD ? READ_FORWARD : READ_BACKWARD,
                        ReadStreamEvents.newBuilder()
                                .setEventStreamId(stream.value())
                                .setFromEventNumber(from == Long.MAX_VALUE ? -1 : from)
                                .setMaxCount(count)
                                .setResolveLinkTos(resolveLinks)
                                .setRequireMaster(false)
                                .build());
        if (answer.command() == NOT_AUTHENTICATED) {
            return new Outcome.AccessDenied();
        }
        return parsed(() -> {
            var completed = ReadStreamEventsCompleted.parseFrom(answer.payload());
            return switch (completed.getResult()) {
                case Success ->
                        new Outcome.Read(
                                completed.getEventsList().stream()
                                        .map(each ->
                                                seen(
                                                        each.getEvent(),
                                                        each.hasLink() ? each.getLink() : null))
                                        .toList());
                case NoStream -> new Outcome.NoStream();
                case StreamDeleted -> new Outcome.StreamDeleted();
                case AccessDenied -> new Outcome.AccessDenied();
                case NotModified, Error -> throw new AssertionError(completed);
            };
        });
    }

    @Override
    public Outcome readAll(int count) {
        Answer answer =
                ask(
                        READ_ALL_FORWARD,
                        ReadAllEvents.newBuilder()
                                .setCommitPosition(0)
                                .setPreparePosition(0)
                                .setMaxCount(count)
                                .setResolveLinkTos(false)
                                .setRequireMaster(false)
                                .build());
        return parsed(() -> {
            var completed = ReadAllEventsCompleted.parseFrom(answer.payload());
            return switch (completed.getResult()) {
                case Success ->
                        new Outcome.Read(
                                completed.getEventsList().stream()
                                        .map(each -> seen(each.getEvent(), null))
                                        .toList());
                case AccessDenied -> new Outcome.AccessDenied();
                case NotModified, Error -> throw new AssertionError(completed);
            };
        });
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Outcome.Seen seen(EventRecord event, @Nullable EventRecord link) {
        return new Outcome.Seen(
                event.getEventStreamId(),
                event.getEventNumber(),
                unswapped(event.getEventId().toByteArray()),
                event.getEventType(),
                event.getDataContentType() == 1,
                event.getDataContentType() == 1
                        ? HttpStreams.compact(event.getData().toStringUtf8())
                        : event.getData().toStringUtf8(),
                link == null ? null : link.getEventStreamId());
    }

    private static Outcome refusal(OperationResult result, long head) {
        return switch (result) {
            case WrongExpectedVersion -> new Outcome.WrongExpectedVersion(head);
            case StreamDeleted -> new Outcome.StreamDeleted();
            case AccessDenied -> new Outcome.AccessDenied();
            case Success, PrepareTimeout, CommitTimeout, ForwardTimeout, InvalidTransaction ->
                    throw new AssertionError(result);
        };
    }

    private Answer ask(int command, MessageLite message) {
        byte[] name = login.name().getBytes(StandardCharsets.UTF_8);
        byte[] password = login.password().getBytes(StandardCharsets.UTF_8);
        byte[] payload = message.toByteArray();
        UUID correlation = UUID.randomUUID();
        ByteBuffer out =
                ByteBuffer.allocate(
                        HEAD_BYTES + 2 + name.length + password.length + payload.length);
        out.put((byte) command).put((byte) AUTHENTICATED).put(swapped(correlation));
        out.put((byte) name.length).put(name).put((byte) password.length).put(password);
        out.put(payload);
        try {
            send(out.array());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return answerTo(correlation);
    }

    private Answer answerTo(UUID correlation) {
        try {
            while (true) {
                Answer answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (answer == null) {
                    throw new AssertionError("No answer");
                }
                if (answer.correlation().equals(correlation)) {
                    return answer;
                }
            }
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    /** Takes what comes, and shows that somebody is there. */
    private void listen() {
        try {
            while (true) {
                int length = Integer.reverseBytes(in.readInt());
                byte[] bytes = in.readNBytes(length);
                int command = bytes[0] & 0xff;
                if (command == HEARTBEAT_REQUEST) {
                    bytes[0] = HEARTBEAT_RESPONSE;
                    send(bytes);
                } else {
                    answers.add(
                            new Answer(
                                    command,
                                    unswapped(Arrays.copyOfRange(bytes, 2, HEAD_BYTES)),
                                    ByteString.copyFrom(bytes, HEAD_BYTES, length - HEAD_BYTES)));
                }
            }
        } catch (IOException closed) {
            // Whoever waits for an answer says so.
        }
    }

    private synchronized void send(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + bytes.length);
        out.order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length).put(bytes);
        socket.getOutputStream().write(out.array());
    }

    private interface Parsing {
        Outcome parse() throws InvalidProtocolBufferException;
    }

    private static Outcome parsed(Parsing parsing) {
        try {
            return parsing.parse();
        } catch (InvalidProtocolBufferException garbled) {
            throw new UncheckedIOException(garbled);
        }
    }

    /** The first three groups of an id are little-endian on the wire. */
    private static byte[] swapped(UUID id) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putInt(Integer.reverseBytes((int) (id.getMostSignificantBits() >>> 32)));
        bytes.putShort(Short.reverseBytes((short) (id.getMostSignificantBits() >>> 16)));
        bytes.putShort(Short.reverseBytes((short) id.getMostSignificantBits()));
        return bytes.putLong(id.getLeastSignificantBits()).array();
    }

    private static UUID unswapped(byte[] wire) {
        ByteBuffer bytes = ByteBuffer.wrap(wire);
        long high = Integer.toUnsignedLong(Integer.reverseBytes(bytes.getInt())) << 32;
        high |= (long) Short.toUnsignedInt(Short.reverseBytes(bytes.getShort())) << 16;
        high |= Short.toUnsignedInt(Short.reverseBytes(bytes.getShort()));
        return new UUID(high, bytes.getLong());
    }
}
