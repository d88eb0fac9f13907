package dev.eventstore.launcher.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWatchTest {
    private static final Path FOLDER = Path.of("/data");

    private final AtomicLong left = new AtomicLong(DiskWatch.ENOUGH_BYTES + 1);
    private final DiskWatch watch = new DiskWatch(_ -> left.get());

    @Test
    void little_room_is_told_once_with_its_size() {
        assertThat(watch.look(FOLDER)).isEmpty();
        left.set(DiskWatch.LOW_BYTES - 1);
        assertThat(watch.look(FOLDER))
                .hasValueSatisfying(text -> assertThat(text).contains("1023 MB", "/data"));
        left.set(5);
        assertThat(watch.look(FOLDER)).isEmpty();
        assertThat(watch.look(Path.of("/other"))).isPresent();
    }

    @Test
    void it_is_told_again_only_after_there_was_enough() {
        left.set(5);
        assertThat(watch.look(FOLDER)).isPresent();
        left.set(DiskWatch.LOW_BYTES + 1);
        assertThat(watch.look(FOLDER)).isEmpty();
        left.set(5);
        assertThat(watch.look(FOLDER)).isEmpty();
        left.set(DiskWatch.ENOUGH_BYTES + 1);
        assertThat(watch.look(FOLDER)).isEmpty();
        left.set(5);
        assertThat(watch.look(FOLDER)).isPresent();
    }

    @Test
    void a_disk_that_tells_nothing_is_nothing_to_tell_of(@TempDir Path folder) {
        DiskWatch blind =
                new DiskWatch(_ -> {
                    throw new UncheckedIOException(new IOException("gone"));
                });
        assertThat(blind.look(folder)).isEmpty();
        assertThat(new DiskWatch().look(folder.resolve("missing"))).isEmpty();
    }
}
