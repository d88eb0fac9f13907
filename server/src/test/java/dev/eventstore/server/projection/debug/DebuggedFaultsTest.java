package dev.eventstore.server.projection.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.projection.javascript.ScriptFault;
import dev.eventstore.server.projection.javascript.ScriptLine;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a session tells of a script that fails, or would not end. */
@Timeout(120)
class DebuggedFaultsTest {
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
    void a_fault_names_event_handler_and_line_and_can_be_left_behind() {
        String failing =
                """
                fromAll().when({
                  $init: () => ({ n: 0 }),
                  sold(state, event) {
                    if (event.data.price === 30) throw new Error('odd');
                    state.n++;
                    return state;
                  } });
                """;
        DebugSession session = fixture.session(failing);

        DebugSession.View at = fixture.run(session, Breakpoints.NONE);

        assertThat(at.stop()).isEqualTo(Stop.Plain.FAULT);
        Step step = at.history().getLast();
        ScriptFault fault = Objects.requireNonNull(step.fault());
        assertThat(fault.line()).isEqualTo(4);
        assertThat(fault.function()).isEqualTo("sold");
        assertThat(fault.message()).contains("odd");
        assertThat(step.event().event().data().text()).contains("30");
        assertThat(step.lines()).extracting(ScriptLine::number).contains(4);
        assertThat(step.changes().getFirst().before()).isEqualTo("{\"n\":2}");

        assertThat(fixture.run(session, Breakpoints.NONE).stop()).isEqualTo(Stop.Plain.END);
        assertThat(session.view().history().getLast().after()).isEqualTo("{\"n\":4}");
    }

    @Test
    void a_script_without_end_stops_with_its_limit_and_line() {
        DebugSession session =
                fixture.session(
                        """
                        fromAll().when({
                          sold(state) {
                            while (true) {
                              state.n = 1;
                            }
                          } });
                        """);

        Step step = fixture.run(session, Breakpoints.NONE).history().getLast();

        ScriptFault fault = Objects.requireNonNull(step.fault());
        assertThat(fault.message()).containsAnyOf("statements", "longer than 2 seconds");
        assertThat(fault.line()).isBetween(3, 4);
        assertThat(fault.function()).isEqualTo("sold");
        assertThat(step.lines()).hasSizeLessThanOrEqualTo(1_000);
        assertThat(fixture.back(session).history()).isEmpty();
    }

    @Test
    void a_script_that_was_stopped_can_be_tried_again_and_left_behind() {
        DebugSession session =
                fixture.session(
                        "fromAll().when({ sold(s, e) {"
                                + " if (e.data.price === 20) for (let i = 0; ; ) Math.sqrt(i);"
                                + " s.last = e.data.price; return s; } })");

        Step stopped = fixture.run(session, Breakpoints.NONE).history().getLast();
        assertThat(Objects.requireNonNull(stopped.fault()).message())
                .containsAnyOf("statements", "longer than 2 seconds", "MB of memory");
        fixture.back(session);
        Step again = fixture.step(session).history().getLast();
        assertThat(Objects.requireNonNull(again.fault()).function()).isEqualTo("sold");

        assertThat(fixture.run(session, Breakpoints.NONE).stop()).isEqualTo(Stop.Plain.END);
        assertThat(session.view().history().getLast().after()).isEqualTo("{\"last\":50}");
    }

    @Test
    void a_script_that_takes_all_memory_is_stopped() {
        DebugSession session =
                fixture.session(
                        "fromAll().when({ sold(s) { const all = [];"
                                + " for (let i = 0; i < 4e6; i++) all.push({ i, text: 'n' + i, more: [i] });"
                                + " return s; } })");

        Step step = fixture.step(session).history().getLast();

        assertThat(Objects.requireNonNull(step.fault()).message()).contains("The script");
    }
}
