package dev.eventstore.server.eventlog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CheckedFileTest {
    private static final int STRIDE = CheckedFile.STRIDE;

    private final MemoryFile disk = new MemoryFile();

    @Test
    void a_file_is_longer_than_its_content_while_little_is_written() throws IOException {
        CheckedFile file = CheckedFile.in(disk);
        file.write(0, blocks(2));

        assertThat(disk.size()).isGreaterThan(10 * STRIDE);
        assertThat(file.size()).isEqualTo(2 * CheckedFile.BLOCK_BYTES);
        assertThat(file.fileBytes()).isEqualTo(2 * STRIDE);
    }

    @Test
    void it_grows_seldom() throws IOException {
        CheckedFile file = CheckedFile.in(disk);
        int sizes = 0;
        long before = 0;
        for (int block = 0; block < 100; block++) {
            file.write((long) block * CheckedFile.BLOCK_BYTES, blocks(1));
            sizes += disk.size() == before ? 0 : 1;
            before = disk.size();
        }

        assertThat(sizes).isEqualTo(2);
    }

    @Test
    void whoever_writes_much_at_once_writes_it_only_once() throws IOException {
        CheckedFile.in(disk).write(0, blocks(100));

        assertThat(disk.size()).isEqualTo(100 * STRIDE);
    }

    @Test
    void after_a_crash_the_content_ends_where_it_did() throws IOException {
        CheckedFile.in(disk).write(0, blocks(3));

        CheckedFile file = CheckedFile.in(new MemoryFile(disk.content()));
        assertThat(file.size()).isEqualTo(3 * CheckedFile.BLOCK_BYTES);
        assertThat(file.read(0, 3 * CheckedFile.BLOCK_BYTES)).isEqualTo(blocks(3));
    }

    @Test
    void a_block_of_zeros_is_content() throws IOException {
        CheckedFile.in(disk).write(0, ByteBuffer.allocate(CheckedFile.BLOCK_BYTES));

        assertThat(CheckedFile.in(new MemoryFile(disk.content())).size())
                .isEqualTo(CheckedFile.BLOCK_BYTES);
    }

    @Test
    void a_block_that_a_crash_cut_off_is_damaged() throws IOException {
        CheckedFile.in(disk).write(0, blocks(3));
        byte[] torn = disk.content();
        Arrays.fill(torn, 2 * STRIDE + 10, 3 * STRIDE, (byte) 0);

        CheckedFile file = CheckedFile.in(new MemoryFile(torn));
        assertThat(file.size()).isEqualTo(3 * CheckedFile.BLOCK_BYTES);
        assertThatThrownBy(() -> file.read(2L * CheckedFile.BLOCK_BYTES, CheckedFile.BLOCK_BYTES))
                .isInstanceOf(CheckedFile.DamagedBlockException.class);
    }

    @Test
    void a_file_of_nothing_but_zeros_is_not_empty() throws IOException {
        CheckedFile file = CheckedFile.in(new MemoryFile(new byte[10 * STRIDE]));

        assertThat(file.size()).isEqualTo(10 * CheckedFile.BLOCK_BYTES);
        assertThatThrownBy(() -> file.read(0, CheckedFile.BLOCK_BYTES))
                .isInstanceOf(CheckedFile.DamagedBlockException.class);
    }

    @Test
    void a_closed_file_has_no_zeros_at_its_end() throws IOException {
        CheckedFile file = CheckedFile.in(disk);
        file.write(0, blocks(2));
        file.close();

        assertThat(disk.content()).hasSize(2 * STRIDE);
    }

    @Test
    void a_file_that_gets_shorter_grows_again() throws IOException {
        CheckedFile file = CheckedFile.in(disk);
        file.write(0, blocks(3));
        file.truncate(CheckedFile.BLOCK_BYTES);
        assertThat(disk.size()).isEqualTo(STRIDE);

        file.write(CheckedFile.BLOCK_BYTES, blocks(1));
        assertThat(file.fileBytes()).isEqualTo(2 * STRIDE);
        assertThat(disk.size()).isGreaterThan(2 * STRIDE);
    }

    @Test
    void where_there_is_room_only_for_the_content_it_is_written() throws IOException {
        int room = 4 * STRIDE;
        CheckedFile file = CheckedFile.in(new MemoryFile(new byte[0], room));
        for (int block = 0; block < 4; block++) {
            file.write((long) block * CheckedFile.BLOCK_BYTES, blocks(1));
        }

        assertThat(file.fileBytes()).isEqualTo(room);
        assertThatThrownBy(() -> file.write(4L * CheckedFile.BLOCK_BYTES, blocks(1)))
                .isInstanceOf(IOException.class);
    }

    private static ByteBuffer blocks(int count) {
        byte[] bytes = new byte[count * CheckedFile.BLOCK_BYTES];
        Arrays.fill(bytes, (byte) 7);
        return ByteBuffer.wrap(bytes);
    }
}
