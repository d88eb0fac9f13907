package dev.eventstore.server.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.Streams;
import dev.eventstore.server.stream.TakeOver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransferTest {
    private static final StreamName ORDERS = StreamName.of("orders-1");
    private static final TransferProgress ON = (_, _) -> true;

    private final EventLog firstLog = EventLog.inMemory();
    private final EventLog secondLog = EventLog.inMemory();
    private final Streams first =
            new Streams(
                    firstLog,
                    InstantSource.fixed(Instant.parse("2020-02-03T04:05:06.1234567Z")),
                    UUID::randomUUID);
    private final Streams second = new Streams(secondLog, InstantSource.system(), UUID::randomUUID);

    @AfterEach
    void close() {
        firstLog.close();
        secondLog.close();
    }

    @Test
    void events_come_over_as_they_are() throws IOException {
        append(
                first,
                ORDERS,
                "{\"a\": 1.50,  \"big\": 9007199254740993}",
                "{\"$correlationId\":\"c\"}");
        append(first, ORDERS, "[1,\"ä\\u00e4\"]", "");
        append(first, ORDERS, "{\n \"lines\": 2}", "no json");
        append(first, ORDERS, "", "");
        append(first, StreamName.of("$ce-links"), "0@orders-1", "");
        append(first, ORDERS.metastream(), "{\"$maxCount\":3}", "");
        first.append(
                new Append(
                        ORDERS,
                        ExpectedVersion.Belief.ANY,
                        List.of(
                                new NewEvent(
                                        UUID.randomUUID(),
                                        "binary",
                                        false,
                                        Payload.of(new byte[] {0, -1, '{', 10}),
                                        Payload.EMPTY))));

        Importer.Result result = importInto(second, export(first));

        assertThat(result.isComplete()).isTrue();
        assertThat(result.events()).isEqualTo(new TakeOver.Outcome(7, 0, 0, 0));
        assertThat(all(second)).isEqualTo(all(first));
    }

    @Test
    void an_import_can_be_repeated() throws IOException {
        append(first, ORDERS, "{}", "");
        append(first, ORDERS, "{}", "");
        String lines = export(first);
        importInto(second, lines);

        assertThat(importInto(second, lines).events()).isEqualTo(new TakeOver.Outcome(0, 2, 0, 0));
        assertThat(all(second)).hasSize(2);
    }

    @Test
    void where_others_are_events_go_behind_them() throws IOException {
        append(second, ORDERS, "{\"mine\":1}", "");
        append(first, ORDERS, "{\"theirs\":1}", "");

        assertThat(importInto(second, export(first)).events())
                .isEqualTo(new TakeOver.Outcome(1, 0, 1, 0));
        assertThat(all(second))
                .extracting(event -> event.revision().value())
                .containsExactly(0L, 1L);
    }

    @Test
    void a_gap_that_a_scavenge_left_stays_one() throws IOException {
        importInto(second, line("orders-1", 7) + line("orders-1", 9));

        assertThat(all(second))
                .extracting(event -> event.revision().value())
                .containsExactly(7L, 9L);
        append(second, ORDERS, "{}", "");
        assertThat(all(second).getLast().revision().value()).isEqualTo(10);
    }

    @Test
    void deleted_streams_stay_deleted() throws IOException {
        append(first, ORDERS, "{}", "");
        first.delete(new Delete(ORDERS, ExpectedVersion.Belief.ANY, true));
        String lines = export(first);
        importInto(second, lines);

        assertThat(all(second)).isEqualTo(all(first));
        assertThat(importInto(second, line("orders-1", 5)).events())
                .isEqualTo(new TakeOver.Outcome(0, 0, 0, 1));
    }

    @Test
    void accounts_and_statistics_stay_behind() throws IOException {
        append(first, StreamName.of("$user-admin"), "{}", "");
        append(first, StreamName.of("$users"), "{}", "");
        append(first, StreamName.of("$$$user-admin"), "{}", "");
        append(first, StreamName.of("$stats-127.0.0.1:2113"), "{}", "");
        append(first, ORDERS, "{}", "");

        assertThat(export(first).lines()).hasSize(1);
    }

    @Test
    void lines_of_others_need_a_stream_and_a_type_only() throws IOException {
        importInto(second, "{\"stream\":\"s\",\"type\":\"t\",\"data\":{\"a\":1},\"more\":[1]}\n\n");

        RecordedEvent event = all(second).getFirst();
        assertThat(event.data().text()).isEqualTo("{\"a\":1}");
        assertThat(event.isJson()).isTrue();
    }

    @Test
    void what_is_no_event_is_named_with_its_line() {
        assertWrong("{\"type\":\"t\"}", "Line 1: \"stream\" is missing");
        assertWrong("\n{\"stream\":\"s\"}", "Line 2: \"type\" is missing");
        assertWrong("{\"stream\":\"s\",\"type\":\"t\",\"id\":\"x\"}", "\"id\" is a UUID");
        assertWrong("{\"stream\":\"s\",\"type\":\"t\",\"revision\":-1}", "\"revision\"");
        assertWrong("{\"stream\":\"s\",\"type\":\"t\",\"created\":\"now\"}", "\"created\"");
        assertWrong("{\"stream\":\"s\",\"type\":\"t\",\"data\":7}", "\"data\"");
        assertWrong("{\"stream\":\"s\",", "is no JSON");
        assertWrong("[1]", "an event is a JSON object");
    }

    @Test
    void a_transfer_ends_when_it_is_told_to() throws IOException {
        for (int i = 0; i < 500; i++) {
            append(first, ORDERS, "{}", "");
        }
        assertThat(new Exporter(first).write(new ByteArrayOutputStream(), (_, _) -> false))
                .isEmpty();
        String lines =
                export(first).repeat(4).replaceAll("\"revision\":\\d+,\"id\":\"[^\"]+\",", "");
        byte[] bytes = lines.getBytes(UTF_8);
        Importer.Result result =
                new Importer(second, InstantSource.system(), UUID::randomUUID)
                        .read(new ByteArrayInputStream(bytes), bytes.length, (_, _) -> false);
        assertThat(result.isComplete()).isFalse();
        assertThat(all(second)).hasSize(1_000);
    }

    private void assertWrong(String lines, String message) {
        assertThatThrownBy(() -> importInto(second, lines))
                .isInstanceOf(InvalidLineException.class)
                .hasMessageContaining(message);
        assertThat(all(second)).isEmpty();
    }

    private static String line(String stream, long revision) {
        return "{\"stream\":\"%s\",\"revision\":%d,\"id\":\"%s\",\"type\":\"t\"}\n"
                .formatted(stream, revision, UUID.randomUUID());
    }

    private static String export(Streams streams) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(new Exporter(streams).write(out, ON)).isPresent();
        return out.toString(UTF_8);
    }

    private static Importer.Result importInto(Streams streams, String lines) throws IOException {
        byte[] bytes = lines.getBytes(UTF_8);
        return new Importer(streams, InstantSource.system(), UUID::randomUUID)
                .read(new ByteArrayInputStream(bytes), bytes.length, ON);
    }

    private static void append(Streams streams, StreamName stream, String data, String metadata) {
        NewEvent event =
                new NewEvent(
                        UUID.randomUUID(),
                        "happened",
                        true,
                        Payload.of(data),
                        Payload.of(metadata));
        streams.append(new Append(stream, ExpectedVersion.Belief.ANY, List.of(event)));
    }

    private static List<RecordedEvent> all(Streams streams) {
        ReadAll read = new ReadAll(Position.START, 10_000, Direction.FORWARD, false);
        return ((ReadAllResult.Page) streams.readAll(read))
                .events().stream().map(ResolvedEvent::original).toList();
    }
}
