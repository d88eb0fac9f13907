package dev.eventstore.bench;

import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.wire.SubscribeToStream;
import java.io.IOException;
import java.util.List;

/** Listens on plain sockets. */
record AudienceOverTcp(int port) implements Audience {
    private static final int BUFFER_BYTES = 1024;

    @Override
    public AutoCloseable connect(List<String> streams, Ear ear) throws IOException {
        PlainTcp connection = new PlainTcp(port, BUFFER_BYTES);
        long correlation = 0;
        for (String stream : streams) {
            correlation++;
            connection.send(
                    Command.SUBSCRIBE_TO_STREAM,
                    correlation,
                    SubscribeToStream.newBuilder()
                            .setEventStreamId(stream)
                            .setResolveLinkTos(false)
                            .build());
        }
        for (String _ : streams) {
            connection.await(Command.SUBSCRIPTION_CONFIRMATION);
        }
        Thread.ofVirtual().start(() -> listen(connection, ear));
        return connection;
    }

    private static void listen(PlainTcp connection, Ear ear) {
        try {
            while (true) {
                connection.await(Command.STREAM_EVENT_APPEARED);
                ear.heard();
            }
        } catch (IOException closed) {
            ear.lost();
        }
    }
}
