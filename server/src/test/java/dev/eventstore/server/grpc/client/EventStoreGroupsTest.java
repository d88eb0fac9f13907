package dev.eventstore.server.grpc.client;

class EventStoreGroupsTest extends GroupsContract {
    EventStoreGroupsTest() {
        super(EventStoreGroups.KIND);
    }
}
