package dev.eventstore.server.projection.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.projection.javascript.ScriptLine;
import dev.eventstore.server.security.Caller;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DebugSessionTest {
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
    void a_step_handles_one_event_and_tells_all_that_it_does() {
        DebugSession session = fixture.session(RehearsalFixture.TOTALS);

        DebugSession.View first = fixture.step(session);
        fixture.step(session);
        DebugSession.View third = fixture.step(session);

        assertThat(first.history().getLast().changes())
                .containsExactly(new Step.Change("", null, "{\"total\":10}", "{\"total\":10}"));
        Step step = third.history().getLast();
        assertThat(step.number()).isEqualTo(3);
        assertThat(step.event().event().data().text()).isEqualTo("{\"price\":30}");
        assertThat(step.changes().getFirst().before()).isEqualTo("{\"total\":30}");
        assertThat(step.changes().getFirst().after()).isEqualTo("{\"total\":60}");
        assertThat(step.log()).containsExactly("sold for 30");
        assertThat(step.emitted())
                .singleElement()
                .satisfies(emitted -> {
                    assertThat(emitted.stream().value()).isEqualTo("expensive");
                    assertThat(emitted.data().text()).isEqualTo("{\"price\":30}");
                });
        assertThat(third.stop()).isEqualTo(Stop.Plain.STEP);
    }

    @Test
    void the_lines_that_ran_are_told_with_what_was_in_sight() {
        DebugSession session = fixture.session(RehearsalFixture.TOTALS);

        List<ScriptLine> lines = fixture.step(session).history().getLast().lines();

        assertThat(lines).extracting(ScriptLine::number).contains(2, 4, 5, 6, 7, 8);
        assertThat(lines)
                .filteredOn(line -> line.number() == 6)
                .first()
                .satisfies(line -> {
                    assertThat(line.function()).isEqualTo("sold");
                    assertThat(line.variables())
                            .contains(
                                    new ScriptLine.Variable("price", "10"),
                                    new ScriptLine.Variable("state", "{total: 10}"));
                });
    }

    @Test
    void nothing_is_written() {
        Position before = fixture.streams.head();
        DebugSession session = fixture.session(RehearsalFixture.TOTALS);

        fixture.run(session, Breakpoints.NONE);

        assertThat(session.view().stop()).isEqualTo(Stop.Plain.END);
        assertThat(session.view().handled()).isEqualTo(5);
        assertThat(fixture.streams.head()).isEqualTo(before);
    }

    @Test
    void going_back_gives_the_state_before_and_the_same_event_again() {
        DebugSession session = fixture.session(RehearsalFixture.TOTALS);
        fixture.step(session);
        Step second = fixture.step(session).history().getLast();

        DebugSession.View back = fixture.back(session);
        Step again = fixture.step(session).history().getLast();

        assertThat(back.history()).hasSize(1);
        assertThat(back.handled()).isEqualTo(1);
        assertThat(again.changes()).isEqualTo(second.changes());
        assertThat(again.place()).isEqualTo(second.place());
        fixture.back(session);
        assertThat(fixture.back(session).stop()).isEqualTo(Stop.Plain.BEGINNING);
    }

    @Test
    void two_states_go_back_together() {
        DebugSession session =
                fixture.session(
                        """
                        options({ biState: true });
                        fromAll().foreachStream().when({
                          $init() { return { own: 0 }; },
                          $initShared() { return { all: 0 }; },
                          sold(states, event) { states[0].own++; states[1].all++; return states; },
                        });
                        """);
        fixture.step(session);
        fixture.step(session);
        fixture.step(session);
        fixture.back(session);

        Step third = fixture.step(session).history().getLast();

        assertThat(third.changes())
                .extracting(Step.Change::partition, Step.Change::before, Step.Change::after)
                .containsExactly(
                        tuple("shop-10", "{\"own\":1}", "{\"own\":2}"),
                        tuple("", "{\"all\":2}", "{\"all\":3}"));
    }

    @Test
    void a_run_stops_where_a_breakpoint_says() {
        DebugSession session = fixture.session(RehearsalFixture.TOTALS);

        Stop line = fixture.run(session, lines(7)).stop();
        assertThat(line).isEqualTo(new Stop.Line(7));
        assertThat(session.view().handled()).isEqualTo(1);
        assertThat(session.view().history().getLast().lines()).isNotEmpty();

        fixture.run(session, when("state.total > 50 && event.data.price === 30"));
        assertThat(session.view().stop()).isEqualTo(Stop.Plain.CONDITION);
        assertThat(session.view().handled()).isEqualTo(3);

        fixture.run(
                session,
                new Breakpoints(
                        Set.of(), Set.of("sold"), Set.of(), null, false, OptionalLong.empty()));
        assertThat(session.view().stop()).isEqualTo(Stop.Plain.TYPE);
        assertThat(session.view().handled()).isEqualTo(4);

        fixture.run(
                session,
                new Breakpoints(Set.of(), Set.of(), Set.of(), null, true, OptionalLong.empty()));
        assertThat(session.view().stop()).isEqualTo(Stop.Plain.EMIT);
        assertThat(fixture.run(session, lines(7)).stop()).isEqualTo(Stop.Plain.END);
    }

    @Test
    void a_condition_that_makes_no_sense_is_told() {
        DebugSession session = fixture.session(RehearsalFixture.TOTALS);

        assertThat(fixture.run(session, when("state.nothing.at.all")).stop())
                .isInstanceOf(Stop.BadCondition.class);
        assertThat(fixture.run(session, when("while (true) {}")).stop())
                .isInstanceOf(Stop.BadCondition.class);
    }

    @Test
    void a_partition_can_be_chosen_or_be_a_breakpoint() {
        String counting =
                "fromAll().foreachStream().when({ $init: () => ({ n: 0 }),"
                        + " sold(s) { s.n++; return s; } })";
        DebugSession chosen =
                fixture.session(new Attempt(counting, true, OptionalLong.empty(), "shop-10", null));
        fixture.run(chosen, Breakpoints.NONE);

        assertThat(chosen.view().handled()).isEqualTo(3);
        assertThat(chosen.view().history()).allMatch(step -> step.partition().equals("shop-10"));

        DebugSession stopping = fixture.session(counting);
        Breakpoints atStream =
                new Breakpoints(
                        Set.of(), Set.of(), Set.of("shop-0"), null, false, OptionalLong.empty());
        assertThat(fixture.run(stopping, atStream).stop()).isEqualTo(Stop.Plain.PARTITION);
        assertThat(stopping.view().history().getLast().partition()).isEqualTo("shop-0");
        assertThat(stopping.view().partitions()).containsExactly("shop-10", "shop-0");
    }

    @Test
    void partitions_that_the_script_makes_can_be_chosen_too() {
        String parity =
                "fromAll().partitionBy(e => e.data.price > 25 ? 'dear' : 'cheap').when({"
                        + " $init: () => ({ n: 0 }), sold(s) { s.n++; return s; } })";
        DebugSession session =
                fixture.session(new Attempt(parity, true, OptionalLong.empty(), "dear", null));

        Step first = fixture.step(session).history().getLast();

        assertThat(first.partition()).isEqualTo("dear");
        assertThat(first.event().event().data().text()).contains("30");
        assertThat(first.lines()).isNotEmpty();
    }

    @Test
    void it_begins_at_a_position_or_a_revision() {
        DebugSession inAll =
                fixture.session(
                        new Attempt(RehearsalFixture.TOTALS, true, OptionalLong.of(5), null, null));
        assertThat(fixture.step(inAll).history().getLast().place()).isEqualTo(5);

        String one = "fromStream('shop-10').when({ sold(s, e) { return e.data; } })";
        DebugSession inStream =
                fixture.session(new Attempt(one, true, OptionalLong.of(2), null, null));
        Step step = fixture.step(inStream).history().getLast();

        assertThat(inStream.view().isStream()).isTrue();
        assertThat(step.event().event().revision().value()).isEqualTo(2);
        assertThat(step.event().event().data().text()).contains("50");
    }

    @Test
    void it_begins_with_the_states_of_a_projection() {
        String counting = "fromAll().when({ sold(s) { s.count++; return s; } })";
        DebugSession session =
                fixture.session(
                        new Attempt(counting, true, OptionalLong.empty(), null, "counting"));

        Step.Change change = fixture.step(session).history().getLast().changes().getFirst();

        assertThat(change.before()).isEqualTo("{\"count\":10}");
        assertThat(change.after()).isEqualTo("{\"count\":11}");
    }

    @Test
    void a_category_without_its_index_is_read_from_the_log() {
        DebugSession session =
                fixture.session(
                        "fromCategory('shop').foreachStream().when({ $any(s, e) { return s; } })");
        fixture.run(session, Breakpoints.NONE);

        assertThat(session.view().handled()).isEqualTo(10);
        assertThat(session.view().isWithoutIndex()).isTrue();
    }

    @Test
    void a_run_can_be_paused() {
        String slow =
                "fromAll().when({ $any(s) { let n = 0; for (let i = 0; i < 300000; i++) n += i;"
                        + " return { n }; } })";
        for (int i = 0; i < 200; i++) {
            fixture.append("many", "more", "{}");
        }
        DebugSession session = fixture.session(slow);
        assertThat(session.run(Breakpoints.NONE)).isTrue();
        assertThat(session.step()).isFalse();
        await().until(() -> session.view().handled() > 0);

        session.pause();

        assertThat(RehearsalFixture.idle(session).stop()).isEqualTo(Stop.Plain.PAUSED);
        assertThat(session.view().handled()).isLessThan(210);
    }

    @Test
    void a_text_that_makes_no_sense_opens_nothing() {
        Attempt broken =
                new Attempt(
                        "fromAll().when({\n  sold(s { }", true, OptionalLong.empty(), null, null);

        assertThat(fixture.rehearsals.open(RehearsalFixture.ADMIN, broken))
                .isInstanceOfSatisfying(
                        Rehearsals.Opened.Senseless.class,
                        senseless -> assertThat(senseless.message()).contains("2"));
    }

    @Test
    void it_reads_with_the_rights_of_whoever_opened_it() {
        Attempt attempt =
                new Attempt(RehearsalFixture.TOTALS, true, OptionalLong.empty(), null, null);
        Caller guest = new Caller("guest", Set.of());
        Rehearsals.Opened opened = fixture.rehearsals.open(guest, attempt);

        DebugSession session = ((Rehearsals.Opened.Session) opened).session();

        assertThat(fixture.step(session).stop()).isInstanceOf(Stop.AccessDenied.class);
    }

    @Test
    void there_are_so_many_at_most_and_each_belongs_to_one() {
        Attempt attempt =
                new Attempt(RehearsalFixture.TOTALS, true, OptionalLong.empty(), null, null);
        String id = "";
        for (int i = 0; i < Rehearsals.MAX; i++) {
            id =
                    ((Rehearsals.Opened.Session)
                                    fixture.rehearsals.open(RehearsalFixture.ADMIN, attempt))
                            .id();
        }
        assertThat(fixture.rehearsals.open(RehearsalFixture.ADMIN, attempt))
                .isInstanceOf(Rehearsals.Opened.TooMany.class);
        assertThat(fixture.rehearsals.session(Caller.ANONYMOUS, id)).isEmpty();
        assertThat(fixture.rehearsals.session(RehearsalFixture.ADMIN, id)).isPresent();

        fixture.rehearsals.close(RehearsalFixture.ADMIN, id);

        assertThat(fixture.rehearsals.session(RehearsalFixture.ADMIN, id)).isEmpty();
        fixture.session(RehearsalFixture.TOTALS);
    }

    private static Breakpoints lines(int line) {
        return new Breakpoints(Set.of(line), Set.of(), Set.of(), null, false, OptionalLong.empty());
    }

    private static Breakpoints when(String condition) {
        return new Breakpoints(
                Set.of(), Set.of(), Set.of(), condition, false, OptionalLong.empty());
    }
}
