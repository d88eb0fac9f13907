package dev.eventstore.server.grpc.client;

class KurrentStoreTest extends StoreContract {
    KurrentStoreTest() {
        super(KurrentClient.KIND);
    }
}
