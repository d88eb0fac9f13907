package dev.eventstore.server.grpc.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.GrpcConversation;
import dev.eventstore.server.grpc.call.CallSite;
import dev.eventstore.server.grpc.wire.MonitoringProto.StatsReq;
import dev.eventstore.server.grpc.wire.MonitoringProto.StatsResp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MonitoringTest {
    private static final String METHOD = "event_store.client.monitoring.Monitoring/Stats";

    @Test
    void figures_come_again_and_again_until_the_client_has_enough() {
        try (CallSite node = new CallSite(Duration.ofSeconds(10));
                GrpcClient client = new GrpcClient(node.uri())) {
            GrpcConversation<StatsResp> call = ask(client, 1);

            for (int round = 0; round < 2; round++) {
                assertThat(call.next().getStatsMap())
                        .containsKeys("proc-mem", "sys-freeMem", "es-checksum");
            }
            assertThat(node.open()).isEqualTo(1);
            call.cancel();

            await().untilAsserted(() -> assertThat(node.open()).isZero());
        }
    }

    @Test
    void who_wants_them_seldom_can_leave_before_the_next() {
        try (CallSite node = new CallSite(Duration.ofSeconds(10));
                GrpcClient client = new GrpcClient(node.uri())) {
            GrpcConversation<StatsResp> call = ask(client, -1); // Unsigned: as seldom as can be.

            assertThat(call.next().getStatsMap()).isNotEmpty();
            call.cancel();

            await().untilAsserted(() -> assertThat(node.open()).isZero());
        }
    }

    private static GrpcConversation<StatsResp> ask(GrpcClient client, long periodMillis) {
        GrpcConversation<StatsResp> call = client.open(METHOD, StatsResp.getDefaultInstance());
        call.send(StatsReq.newBuilder().setRefreshTimePeriodInMs(periodMillis).build());
        call.finish();
        return call;
    }
}
