package dev.eventstore.server.grpc.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the client libraries of both generations can do with projections, in our words. */
interface ProjectionClient extends AutoCloseable {
    /** Opens a client for what stands behind the scheme: {@code 127.0.0.1:2113?tls=false}. */
    @FunctionalInterface
    interface Kind {
        ProjectionClient open(String address);
    }

    /** How a projection stands. */
    record Details(
            String name,
            String mode,
            String status,
            String reason,
            String position,
            String checkpoint,
            float progress,
            long handled,
            long version,
            long epoch) {}

    /** Makes a continuous projection, which runs at once. */
    void create(String name, String query, boolean emits, boolean tracks);

    /** Gives it another text. */
    void update(String name, String query);

    /** Gives it another text, and says whether it may emit. */
    void update(String name, String query, boolean emits);

    void enable(String name);

    void disable(String name);

    void abort(String name);

    void reset(String name);

    /** Deletes it, and what it left if so wanted. */
    void delete(String name, boolean withCheckpoints, boolean withEmitted);

    JsonNode state(String name);

    JsonNode result(String name);

    Details statistics(String name);

    List<Details> list();

    void restart();

    @Override
    void close();
}
