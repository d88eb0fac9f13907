package dev.eventstore.server.grpc.client;

class KurrentFollowingTest extends FollowingContract {
    KurrentFollowingTest() {
        super(KurrentClient.KIND);
    }
}
