package dev.eventstore.server.grpc.monitoring;

import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Rpc;
import dev.eventstore.server.grpc.call.Service;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.MonitoringProto.StatsReq;
import dev.eventstore.server.grpc.wire.MonitoringProto.StatsResp;
import dev.eventstore.server.stats.NodeStatistics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The figures of the node, again and again. Thread-safe. */
public final class MonitoringService {
    /** How often they are told at most. */
    public static final Duration PERIOD_MIN = Duration.ofMillis(100);

    private final NodeStatistics statistics;

    public MonitoringService(NodeStatistics statistics) {
        this.statistics = statistics;
    }

    /** What is served. */
    public Service service() {
        return new Service(
                "event_store.client.monitoring.Monitoring", List.of(Rpc.of("Stats", this::stats)));
    }

    private void stats(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        StatsReq request = call.only(StatsReq.parser());
        long asked = request.getRefreshTimePeriodInMs();
        long period = Math.max(PERIOD_MIN.toMillis(), asked < 0 ? Long.MAX_VALUE : asked);
        call.endless();
        while (true) {
            StatsResp.Builder figures = StatsResp.newBuilder();
            statistics
                    .read()
                    .figures()
                    .forEach((name, value) -> figures.putStats(name, value.toString()));
            call.send(figures.build());
            call.flush();
            TimeUnit.MILLISECONDS.sleep(period);
        }
    }
}
