package dev.eventstore.server.grpc.client;

class EventStoreFollowingTest extends FollowingContract {
    EventStoreFollowingTest() {
        super(EventStoreClient.KIND);
    }
}
