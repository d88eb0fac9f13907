package dev.eventstore.server.eventlog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private final Database database = Database.inMemory();
    private final Records records = database.log();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void finds_records_one_by_one_and_in_a_row_whatever_blocks_they_lie_in() {
        append(1, 1);
        append(2, 700);
        append(702, 3);

        assertThat(records.last()).isEqualTo(704);
        for (long position : List.of(1L, 2L, 300L, 701L, 702L, 704L)) {
            assertThat(text(records.view().get(position))).isEqualTo("record " + position);
        }
        assertThat(records.view().get(705)).isNull();
        assertThat(records.view().get(0)).isNull();
        assertThat(positions(records.view().ascending(699)))
                .containsExactly(699L, 700L, 701L, 702L, 703L, 704L);
        assertThat(positions(records.view().descending(3))).containsExactly(3L, 2L, 1L);
        assertThat(positions(records.view().ascending(0))).hasSize(704).isSorted();
    }

    @Test
    void gives_a_large_record_a_block_of_its_own() {
        byte[] large = new byte[RecordBlock.BYTES_GOOD * 3];
        records.append(1, List.of(bytes("small"), ByteBuffer.wrap(large), bytes("small again")));

        assertThat(records.view().get(2)).isEqualTo(ByteBuffer.wrap(large));
        assertThat(text(records.view().get(3))).isEqualTo("small again");
    }

    @Test
    void removes_records_out_of_blocks_and_whole_blocks() {
        append(1, 1_000);

        records.remove(new TreeSet<>(List.of(1L, 3L, 500L, 4_000L)));
        assertThat(records.view().get(3)).isNull();
        assertThat(positions(records.view().ascending(1))).startsWith(2L, 4L).hasSize(997);

        TreeSet<Long> all = new TreeSet<>();
        for (long position = 1; position < 1_000; position++) {
            all.add(position);
        }
        records.remove(all);
        assertThat(positions(records.view().ascending(1))).containsExactly(1_000L);
        assertThat(positions(records.view().descending(1_000))).containsExactly(1_000L);
        assertThat(records.last()).isEqualTo(1_000);
    }

    @Test
    void hands_over_small_records_behind_large_ones() {
        List<String> texts = List.of("small", "x".repeat(5_000), "s", "smaller", "y".repeat(2_000));
        records.append(1, texts.stream().map(RecordsTest::bytes).toList());
        List<String> found = new ArrayList<>();
        RecordCursor cursor = records.view().ascending(1);
        while (cursor.advance()) {
            found.add(text(cursor.record()));
        }
        assertThat(found).isEqualTo(texts);
    }

    private void append(long first, int count) {
        List<ByteBuffer> added = new ArrayList<>();
        for (long position = first; position < first + count; position++) {
            added.add(bytes("record " + position));
        }
        records.append(first, added);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(@Nullable ByteBuffer record) {
        return record == null
                ? "none"
                : StandardCharsets.UTF_8.decode(record.duplicate()).toString();
    }

    private static List<Long> positions(RecordCursor cursor) {
        List<Long> positions = new ArrayList<>();
        while (cursor.advance()) {
            assertThat(text(cursor.record())).isEqualTo("record " + cursor.position());
            positions.add(cursor.position());
        }
        return positions;
    }
}
