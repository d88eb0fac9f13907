package dev.eventstore.server.projection.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.Position;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DryRunTest {
    private final RehearsalFixture fixture = new RehearsalFixture();

    @BeforeEach
    void sell() {
        fixture.sell();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_dry_run_tells_states_and_what_would_be_emitted() {
        Position before = fixture.streams.head();

        DryRun run = fixture.dryRun(RehearsalFixture.TOTALS, limits(1_000));
        DryRun.Report report = RehearsalFixture.end(run);

        assertThat(report.stop()).isEqualTo(Stop.Plain.END);
        assertThat(report.handled()).isEqualTo(5);
        assertThat(report.emitted()).isEqualTo(3);
        assertThat(report.output()).hasSize(3);
        assertThat(report.log()).contains("sold for 10", "sold for 50");
        assertThat(run.standing("").state()).isEqualTo("{\"total\":150}");
        assertThat(run.report(2, 5).output()).hasSize(1);
        assertThat(fixture.streams.head()).isEqualTo(before);
    }

    @Test
    void a_dry_run_ends_at_its_limit() {
        DryRun.Report report =
                RehearsalFixture.end(fixture.dryRun(RehearsalFixture.TOTALS, limits(2)));

        assertThat(report.stop()).isEqualTo(new Stop.Limit("2 events are handled."));
        assertThat(report.handled()).isEqualTo(2);
    }

    @Test
    void a_dry_run_tells_which_event_it_failed_at() {
        DryRun.Report report =
                RehearsalFixture.end(
                        fixture.dryRun(
                                "fromAll().when({ sold(s, e) { return e.data.a.b; } })",
                                limits(10)));

        assertThat(report.stop()).isEqualTo(Stop.Plain.FAULT);
        assertThat(Objects.requireNonNull(report.failure()).message()).contains("line 1");
        assertThat(report.failure().event().revision().value()).isZero();
    }

    @Test
    void a_dry_run_can_be_cancelled_and_keeps_what_came_of_it() {
        for (int i = 0; i < 300; i++) {
            fixture.append("many", "more", "{}");
        }
        DryRun run =
                fixture.dryRun(
                        "fromAll().when({ $any(s) { let n = 0; for (let i = 0; i < 300000; i++)"
                                + " n += i; return { n }; } })",
                        limits(1_000));
        await().until(() -> run.report(0, 0).handled() > 0);

        run.cancel();

        assertThat(RehearsalFixture.end(run).stop()).isEqualTo(Stop.Plain.PAUSED);
        assertThat(run.standing("").state()).contains("n");
    }

    @Test
    void a_script_that_does_not_come_to_an_end_is_stopped() {
        DryRun.Report report =
                RehearsalFixture.end(
                        fixture.dryRun("fromAll().when({ $any() { while (true); } })", limits(10)));

        assertThat(report.stop()).isEqualTo(Stop.Plain.FAULT);
        assertThat(Objects.requireNonNull(report.failure()).message())
                .containsAnyOf("statements", "longer than 2 seconds");
    }

    private static DryRun.Limits limits(long events) {
        return new DryRun.Limits(events, Duration.ofSeconds(30), 1_000);
    }
}
