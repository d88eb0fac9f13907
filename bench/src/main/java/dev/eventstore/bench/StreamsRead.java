package dev.eventstore.bench;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reading 200,000 events of 500 bytes in 400 streams; pages hold 500 events. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class StreamsRead {
    private static final int STREAMS = 400;
    private static final int EVENTS_PER_STREAM = 500;

    private BenchDatabase database;
    private Position next = Position.START;

    /** Fills the database. */
    @Setup
    public void fill() throws IOException {
        database = BenchDatabase.create();
        for (int round = 0; round < EVENTS_PER_STREAM / 100; round++) {
            for (int stream = 0; stream < STREAMS; stream++) {
                database.streams()
                        .append(
                                new Append(
                                        name(stream),
                                        ExpectedVersion.Belief.ANY,
                                        BenchDatabase.events(100)));
            }
        }
    }

    /** One event of a stream, at random. */
    @Benchmark
    public ReadEventResult event() {
        return database.streams()
                .readEvent(
                        new ReadEvent(
                                anyStream(),
                                ThreadLocalRandom.current().nextInt(EVENTS_PER_STREAM),
                                true));
    }

    /** A whole stream of 500 events. */
    @Benchmark
    public ReadStreamResult stream() {
        return database.streams()
                .readStream(
                        new ReadStream(
                                anyStream(),
                                Revision.FIRST,
                                EVENTS_PER_STREAM,
                                Direction.FORWARD,
                                true));
    }

    /** The next 500 events of everything, from the start again at the end. */
    @Benchmark
    public ReadAllResult all() {
        ReadAllResult result =
                database.streams().readAll(new ReadAll(next, 500, Direction.FORWARD, true));
        next =
                result instanceof ReadAllResult.Page page && !page.isEnd()
                        ? page.next()
                        : Position.START;
        return result;
    }

    /** Leaves nothing behind. */
    @TearDown
    public void close() throws IOException {
        database.close();
    }

    private static StreamName anyStream() {
        return name(ThreadLocalRandom.current().nextInt(STREAMS));
    }

    private static StreamName name(int stream) {
        return StreamName.of("read-" + stream);
    }
}
