package dev.eventstore.server.eventlog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class UninterruptedFileTest {
    private static final int NUMBERS = 1_000;

    @TempDir Path folder;
    private Path path;

    @BeforeEach
    void fillTheFile() throws IOException {
        path = folder.resolve("numbers");
        try (FileChannel file = open()) {
            ByteBuffer numbers = ByteBuffer.allocate(NUMBERS * Long.BYTES);
            for (long i = 0; i < NUMBERS; i++) {
                numbers.putLong(i);
            }
            file.write(numbers.flip(), 0);
        }
    }

    @Test
    void readers_and_a_writer_go_on_while_they_interrupt_each_other() throws Exception {
        Thread writer = Thread.currentThread();
        Semaphore oneForEachWrite = new Semaphore(0);
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger interruptions = new AtomicInteger();
        try (FileChannel file = open();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(
                        threads.submit(() -> {
                            while (!isOver.get()) {
                                Thread.currentThread().interrupt();
                                if (oneForEachWrite.tryAcquire()) {
                                    writer.interrupt();
                                }
                                long n = interruptions.getAndIncrement() % NUMBERS;
                                assertThat(numberAt(file, n)).isEqualTo(n);
                                assertThat(Thread.interrupted()).isTrue();
                            }
                            return file.size();
                        }));
            }
            for (long i = 0; i < 100; i++) {
                oneForEachWrite.release();
                write(file, NUMBERS + i);
                file.force(false);
            }
            isOver.set(true);
            while (!all.stream().allMatch(Future::isDone)) {
                Thread.onSpinWait();
            }
            Thread.interrupted();
            for (Future<?> each : all) {
                each.get();
            }
            assertThat(numberAt(file, NUMBERS + 99)).isEqualTo(NUMBERS + 99);
        }
        assertThat(interruptions).hasValueGreaterThan(10);
    }

    @Test
    void a_file_that_was_closed_stays_closed() throws IOException {
        FileChannel file = open();
        file.close();
        assertThatThrownBy(() -> numberAt(file, 1)).isInstanceOf(ClosedChannelException.class);
    }

    private FileChannel open() throws IOException {
        return new UninterruptedFile(() ->
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
    }

    private static void write(FileChannel file, long number) throws IOException {
        file.write(ByteBuffer.allocate(Long.BYTES).putLong(number).flip(), number * Long.BYTES);
    }

    private static long numberAt(FileChannel file, long index) throws IOException {
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
        assertThat(file.read(number, index * Long.BYTES)).isEqualTo(Long.BYTES);
        return number.flip().getLong();
    }
}
