package dev.eventstore.server.grpc.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.grpc.wire.GossipProto.ClusterInfo;
import dev.eventstore.server.grpc.wire.GossipProto.MemberInfo;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import org.junit.jupiter.api.Test;

class GossipTest {
    private static final String METHOD = "event_store.client.gossip.Gossip/Read";

    @Test
    void the_node_leads_and_is_where_the_client_found_it() {
        try (LocalNode node = LocalNode.inMemory();
                GrpcClient client = new GrpcClient(node.uri())) {
            MemberInfo member = only(client);

            assertThat(member.getState()).isEqualTo(MemberInfo.VNodeState.Leader);
            assertThat(member.getIsAlive()).isTrue();
            assertThat(member.getInstanceId().hasStructured()).isTrue();
            assertThat(member.getHttpEndPoint().getAddress()).isEqualTo(node.uri().getHost());
            assertThat(member.getHttpEndPoint().getPort()).isEqualTo(node.uri().getPort());
            assertThat(only(client).getInstanceId()).isEqualTo(member.getInstanceId());
        }
    }

    @Test
    void an_address_that_is_configured_is_told_instead() {
        try (LocalNode node =
                        LocalNode.inMemory(
                                "--ext-host-advertise-as",
                                "events.example.org",
                                "--http-port-advertise-as",
                                "443");
                GrpcClient client = new GrpcClient(node.uri())) {
            MemberInfo member = only(client);

            assertThat(member.getHttpEndPoint().getAddress()).isEqualTo("events.example.org");
            assertThat(member.getHttpEndPoint().getPort()).isEqualTo(443);
        }
    }

    private static MemberInfo only(GrpcClient client) {
        ClusterInfo cluster =
                client.one(METHOD, ClusterInfo.getDefaultInstance(), Empty.getDefaultInstance());
        assertThat(cluster.getMembersCount()).isEqualTo(1);
        return cluster.getMembers(0);
    }
}
