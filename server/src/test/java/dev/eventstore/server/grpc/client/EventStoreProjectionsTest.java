package dev.eventstore.server.grpc.client;

class EventStoreProjectionsTest extends ProjectionsContract {
    EventStoreProjectionsTest() {
        super(EventStoreProjections.KIND);
    }
}
