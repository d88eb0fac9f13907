package dev.eventstore.bench;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
 * One writer that appends batches through the whole engine, each durable before the next begins: to
 * be read beside {@link RawAppend}. Events per second are {@code batch} times the score.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class StreamsAppend {
    /** Events of one append. */
    @Param({"1", "100", "1000"})
    int batch;

    private static final int BATCHES = 20;

    private BenchDatabase database;
    private List<List<NewEvent>> prepared;
    private int next;

    /** Opens an empty database and makes the events: {@link RawAppend} makes none either. */
    @Setup
    public void open() throws IOException {
        database = BenchDatabase.create();
        prepared = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            prepared.add(BenchDatabase.events(batch));
        }
    }

    /** Appends one batch to one of a thousand streams and waits for the answer. */
    @Benchmark
    public AppendResult append() {
        StreamName stream = StreamName.of("bench-" + next++ % 1_000);
        List<NewEvent> events = BenchDatabase.withNewIds(prepared.get(next % BATCHES));
        return database.streams().append(new Append(stream, ExpectedVersion.Belief.ANY, events));
    }

    /** Leaves nothing behind. */
    @TearDown
    public void close() throws IOException {
        database.close();
    }
}
