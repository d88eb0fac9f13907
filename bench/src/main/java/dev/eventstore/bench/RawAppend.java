package dev.eventstore.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The limit: bytes of as many events appended to one file and forced to the disk, nothing else. An
 * operation is a batch; events per second are {@code batch} times the score.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class RawAppend {
    private static final int EVENT_BYTES = 500;

    /** Events made durable together. */
    @Param({"1", "100", "1000"})
    int batch;

    private Path folder;
    private FileChannel file;
    private ByteBuffer bytes;

    /** Makes a new file in {@code -Dbench.dir}, or in the system's temporary folder. */
    @Setup
    public void create() throws IOException {
        Path parent =
                Path.of(System.getProperty("bench.dir", System.getProperty("java.io.tmpdir")));
        folder = Files.createTempDirectory(parent, "raw-append");
        file =
                FileChannel.open(
                        folder.resolve("events"),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
        bytes = ByteBuffer.allocateDirect(batch * EVENT_BYTES);
    }

    /** Appends one batch and waits until the disk has it. */
    @Benchmark
    public void appendAndForce() throws IOException {
        bytes.clear();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(false);
    }

    /** Leaves nothing behind. */
    @TearDown
    public void delete() throws IOException {
        file.close();
        Files.delete(folder.resolve("events"));
        Files.delete(folder);
    }
}
