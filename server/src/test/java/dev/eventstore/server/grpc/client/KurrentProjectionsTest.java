package dev.eventstore.server.grpc.client;

class KurrentProjectionsTest extends ProjectionsContract {
    KurrentProjectionsTest() {
        super(KurrentProjections.KIND);
    }
}
