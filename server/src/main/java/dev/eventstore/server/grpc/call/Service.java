package dev.eventstore.server.grpc.call;

import java.util.List;

/**
 * Some methods under one name.
 *
 * @param name with its package, such as {@code event_store.client.streams.Streams}
 * @param methods those that are served; others are unimplemented
 */
public record Service(String name, List<Rpc> methods) {
    public Service {
        methods = List.copyOf(methods);
    }
}
