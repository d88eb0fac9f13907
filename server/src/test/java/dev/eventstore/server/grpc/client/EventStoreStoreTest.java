package dev.eventstore.server.grpc.client;

class EventStoreStoreTest extends StoreContract {
    EventStoreStoreTest() {
        super(EventStoreClient.KIND);
    }
}
