package dev.eventstore.server.http.ui;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes server-sent events. One thread at a time. */
final class LiveOutput {
    /** Something is sent at least this often: only writing shows that the client is gone. */
    static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMENT = ": still here\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;

    LiveOutput(OutputStream out) {
        this.out = out;
    }

    /**
     * Sends an event.
     *
     * @param id where a client that lost the connection goes on, {@code null} for where it was
     */
    void send(String name, @Nullable String id, Json.Writing fields) throws IOException {
        String head = "event: " + name + "\n" + (id == null ? "" : "id: " + id + "\n");
        out.write(head.getBytes(StandardCharsets.UTF_8));
        out.write(DATA);
        out.write(Json.bytes(fields));
        out.write(END);
        out.flush();
    }

    /** Sends what means nothing. */
    void signOfLife() throws IOException {
        out.write(COMMENT);
        out.flush();
    }
}
