package dev.eventstore.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.fixture.WireClient;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.wire.OperationResult;
import dev.eventstore.server.tcp.wire.WriteEvents;
import dev.eventstore.server.tcp.wire.WriteEventsCompleted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.UUID;

/** Appends through TCP, with the messages that clients send. */
final class TcpDoor implements Door {
    private final WireClient client;
    private int sent;

    private TcpDoor(WireClient client) {
        this.client = client;
    }

    static TcpDoor to(int port) throws Gone {
        try {
            return new TcpDoor(new WireClient(port));
        } catch (IOException gone) {
            throw new Gone(gone);
        }
    }

    @Override
    public void append(String stream, long expected, List<NewEvent> events) throws Gone {
        WriteEvents.Builder write =
                WriteEvents.newBuilder()
                        .setEventStreamId(stream)
                        .setExpectedVersion(expected)
                        .setRequireMaster(false);
        events.forEach(event -> write.addEvents(message(event)));
        sent++;
        try {
            client.send(Command.WRITE_EVENTS, sent, write.build());
            WireClient.Received answer = client.next();
            assertThat(answer.correlation()).isEqualTo(WireClient.id(sent));
            assertThat(WriteEventsCompleted.parseFrom(answer.bytes()).getResult())
                    .isEqualTo(OperationResult.Success);
        } catch (IOException gone) {
            throw new Gone(gone);
        }
    }

    private static dev.eventstore.server.tcp.wire.NewEvent message(NewEvent event) {
        return dev.eventstore.server.tcp.wire.NewEvent.newBuilder()
                .setEventId(ByteString.copyFrom(bytes(event.id())))
                .setEventType(event.type())
                .setDataContentType(1)
                .setMetadataContentType(0)
                .setData(ByteString.copyFrom(event.data().bytes()))
                .build();
    }

    /** The first three groups of an id are little-endian in this protocol. */
    private static byte[] bytes(UUID id) {
        long most = id.getMostSignificantBits();
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) (most >>> 32))
                .putShort((short) (most >>> 16))
                .putShort((short) most)
                .order(ByteOrder.BIG_ENDIAN)
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
