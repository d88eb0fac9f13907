package dev.eventstore.server.projection.javascript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.handler.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaScriptHandlerTest {
    private static final String COUNT =
            "fromAll().when({$init: () => ({n: 0}), $any: (s, e) => { s.n++; return s; }})";

    @Test
    void a_state_is_folded_over_events() throws DefinitionException {
        try (Handler handler = JavaScriptHandler.of(COUNT, false)) {
            handler.handle(event("a", 0, "t", "{}"), _ -> Optional.empty());
            handler.handle(event("a", 1, "t", "{}"), _ -> Optional.empty());

            assertThat(state(handler, "")).isEqualTo("{\"n\":2}");
        }
    }

    @Test
    void a_state_goes_on_from_what_is_remembered() throws DefinitionException {
        try (Handler handler = JavaScriptHandler.of(COUNT, false)) {
            handler.handle(event("a", 7, "t", "{}"), _ -> Optional.of("{\"n\":7}"));

            assertThat(state(handler, "")).isEqualTo("{\"n\":8}");
        }
    }

    @Test
    void each_stream_has_a_state_of_its_own() throws DefinitionException {
        String perStream = COUNT.replace("fromAll()", "fromAll().foreachStream()");
        try (Handler handler = JavaScriptHandler.of(perStream, false)) {
            handler.handle(event("a", 0, "t", "{}"), _ -> Optional.empty());
            handler.handle(event("b", 0, "t", "{}"), _ -> Optional.empty());
            handler.handle(event("b", 1, "t", "{}"), _ -> Optional.empty());

            assertThat(handler.settle())
                    .hasEntrySatisfying("a", a -> assertThat(a.state()).isEqualTo("{\"n\":1}"))
                    .hasEntrySatisfying("b", b -> assertThat(b.state()).isEqualTo("{\"n\":2}"));
            assertThat(handler.source().partitioning()).isEqualTo(Source.Partitioning.BY_STREAM);
        }
    }

    @Test
    void an_event_without_a_partition_is_passed_by() throws DefinitionException {
        String some =
                "fromAll().partitionBy(e => e.data.key)"
                        + ".when({$any: (s, e) => ({key: e.partition})})";
        try (Handler handler = JavaScriptHandler.of(some, false)) {
            handler.handle(event("a", 0, "t", "{\"key\":7}"), _ -> Optional.empty());
            handler.handle(event("a", 1, "t", "{}"), _ -> Optional.empty());

            assertThat(handler.settle()).containsOnlyKeys("7");
        }
    }

    @Test
    void partitions_may_share_a_second_state() throws DefinitionException {
        String two =
                "options({biState: true}); fromAll().foreachStream().when({"
                        + "$init: () => ({n: 0}), $initShared: () => ({all: 0}),"
                        + "$any: (s, e) => { s[0].n++; s[1].all++; return s; }})";
        try (Handler handler = JavaScriptHandler.of(two, false)) {
            handler.handle(event("a", 0, "t", "{}"), _ -> Optional.empty());
            handler.handle(event("b", 0, "t", "{}"), _ -> Optional.empty());

            assertThat(state(handler, "")).isEqualTo("{\"all\":2}");
        }
    }

    @Test
    void a_result_may_differ_from_the_state_or_be_missing() throws DefinitionException {
        String filtered = COUNT + ".filterBy(s => s.n > 1).transformBy(s => ({twice: 2 * s.n}))";
        try (Handler handler = JavaScriptHandler.of(filtered, false)) {
            handler.handle(event("a", 0, "t", "{}"), _ -> Optional.empty());
            assertThat(handler.result()).isEmpty();

            handler.handle(event("a", 1, "t", "{}"), _ -> Optional.empty());
            assertThat(handler.result()).contains(new Handler.Result("", "{\"twice\":4}"));
        }
    }

    @Test
    void a_transformation_may_change_what_it_is_given_but_not_the_state()
            throws DefinitionException {
        String changing = COUNT + ".transformBy(s => { s.n *= 10; return s; })";
        try (Handler handler = JavaScriptHandler.of(changing, false)) {
            handler.handle(event("a", 0, "t", "{}"), _ -> Optional.empty());
            assertThat(handler.result()).contains(new Handler.Result("", "{\"n\":10}"));
            handler.handle(event("a", 1, "t", "{}"), _ -> Optional.empty());
            assertThat(handler.result()).contains(new Handler.Result("", "{\"n\":20}"));

            assertThat(handler.settle()).containsEntry("", new Standing("{\"n\":2}", "{\"n\":20}"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    emit('out', 'made', {x: 1})            | made true {"x":1}
                    linkTo('out', e)                       | $> false 3@a
                    linkStreamTo('out', 'other')           | $@ false other
                    copyTo('out', e)                       | t true {"k":"v"}
                    """)
    void a_handler_can_emit(String call, String expected) throws DefinitionException {
        String emitting = "fromAll().when({$any: (s, e) => { " + call + "; return s; }})";
        try (Handler handler = JavaScriptHandler.of(emitting, true)) {
            Emitted emitted =
                    handler.handle(event("a", 3, "t", "{\"k\":\"v\"}"), _ -> Optional.empty())
                            .getFirst();

            assertThat(emitted.stream().value()).isEqualTo("out");
            assertThat(emitted.type() + " " + emitted.isJson() + " " + emitted.data().text())
                    .isEqualTo(expected);
        }
    }

    @Test
    void emitting_needs_permission() throws DefinitionException {
        try (Handler handler =
                JavaScriptHandler.of(
                        "fromAll().when({$any: (s, e) => emit('out', 't', {})})", false)) {
            assertThatThrownBy(
                            () -> handler.handle(event("a", 0, "t", "{}"), _ -> Optional.empty()))
                    .hasMessageContaining("'emit' is not allowed");
        }
    }

    @Test
    void what_only_begins_a_state_takes_everything() throws DefinitionException {
        try (Handler handler =
                JavaScriptHandler.of("fromAll().when({$init: () => ({n: 0})})", false)) {
            assertThat(handler.source().allEvents()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    fromAll( {                                       | SyntaxError
                    options({nonsense: 1}); fromAll().outputState()  | Unrecognized option: nonsense
                    emit('a', 'b', {})                               | 'emit' is not allowed
                    var x = 1                                        | None of streams and categories
                    fromAll().when({})                               | None of events
                    fromStream('a').foreachStream().when({$any: s => s}) | foreachStream projections
                    fromAll().when({a: s => s, $any: s => s})        | Both AllEvents and specific
                    fromAll(); fromStreamCatalog('a').foreachStream().when({$any: s => s}) | cannot be used with
                    fromStreamCatalog('a')                           | only supported in the byStream mode
                    while (true) {}                                  | statements
                    """)
    void a_definition_without_sense_says_why(String query, String reason) {
        assertThatThrownBy(() -> JavaScriptHandler.of(query, false))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void what_goes_wrong_is_told_with_its_line() throws DefinitionException {
        try (Handler handler =
                JavaScriptHandler.of(
                        "fromAll().when({$any: (s, e) => {\n  nosuch();\n}})", false)) {
            assertThatThrownBy(
                            () -> handler.handle(event("a", 0, "t", "{}"), _ -> Optional.empty()))
                    .hasMessageContaining("nosuch")
                    .hasMessageContaining("line 2");
        }
    }

    @Test
    void an_endless_handler_is_stopped() throws DefinitionException {
        try (Handler handler =
                JavaScriptHandler.of("fromAll().when({$any: () => { for (;;) {} }})", false)) {
            assertThatThrownBy(
                            () -> handler.handle(event("a", 0, "t", "{}"), _ -> Optional.empty()))
                    .hasMessageContaining("took too long to execute");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "'x'.repeat(1 << 30)§",
                "const a = []; for (;;) a.push(new Uint8Array(1 << 20))§more than",
                "Array.prototype.includes.call({length: 2 ** 40}, 1)§for one event",
                "for (let i = 0; i < 10001; i++) emit('s', 't', {})§10000 events",
                "const t = 'x'.repeat(1 << 20); for (let i = 0; i < 20; i++) emit('s', 't', {t})§characters"
            })
    void what_takes_too_much_is_stopped(String body, String limit) throws DefinitionException {
        try (Handler handler =
                JavaScriptHandler.of("fromAll().when({$any: () => { " + body + " }})", true)) {
            assertThatThrownBy(
                            () -> handler.handle(event("a", 0, "t", "{}"), _ -> Optional.empty()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(limit == null ? "" : limit);
        }
    }

    @Test
    void a_state_may_not_grow_without_end() throws DefinitionException {
        String growing = "fromAll().when({$any: s => { s.t = 'x'.repeat(17 << 20); }})";
        try (Handler handler = JavaScriptHandler.of(growing, false)) {
            handler.handle(event("a", 0, "t", "{}"), _ -> Optional.empty());

            assertThatThrownBy(handler::settle).hasMessageContaining("more than 16777216");
        }
    }

    @Test
    void a_deletion_is_told_to_the_partition_of_the_stream() throws DefinitionException {
        String listening =
                "fromAll().foreachStream().when({$init: () => ({n: 0}), $any: s => { s.n++; },"
                        + " $deleted: (s, e) => { s.gone = e.partition + e.isSoftDeleted; }})";
        try (Handler handler = JavaScriptHandler.of(listening, false)) {
            handler.handle(event("a", 0, "t", "{}"), _ -> Optional.empty());
            handler.deleted(StreamName.of("a"), true, _ -> Optional.empty());

            assertThat(state(handler, "a")).isEqualTo("{\"n\":1,\"gone\":\"atrue\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Java.type('java.lang.System')",
                "Polyglot.eval('js', '1')",
                "new java.io.File('/')",
                "require('fs')",
                "load('/etc/passwd')",
                "new Worker('x')",
                "fetch('http://127.0.0.1')"
            })
    void a_script_reaches_nothing_outside(String attempt) {
        assertThatThrownBy(() -> JavaScriptHandler.of(attempt + "; fromAll().outputState()", false))
                .isInstanceOf(DefinitionException.class);
    }

    private static String state(Handler handler, String partition) {
        Standing standing = handler.settle().getOrDefault(partition, Standing.NOTHING);
        return String.valueOf(standing.state());
    }

    private static SourceEvent event(String stream, long revision, String type, String data) {
        return SourceEvent.of(
                new RecordedEvent(
                        Position.of(1),
                        StreamName.of(stream),
                        Revision.of(revision),
                        UUID.randomUUID(),
                        type,
                        true,
                        Instant.EPOCH,
                        Payload.of(data),
                        Payload.EMPTY));
    }
}
