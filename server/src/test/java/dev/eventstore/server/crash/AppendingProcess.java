package dev.eventstore.server.crash;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.ExpectedVersion.Exactly;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.MultiAppendResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.stream.Streams;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Appends to a database as fast as it can until it is killed, and prints each batch that was
 * acknowledged: {@code writer number}.
 */
public final class AppendingProcess {
    private static final int SHARED_STREAMS = 5;
    private static final int BATCH_MAX = 30;

    private final StreamOperations streams;
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    private AppendingProcess(StreamOperations streams) {
        this.streams = streams;
    }

    /** Arguments: folder, number of writers, seed. */
    public static void main(String[] arguments) {
        EventLog log = EventLog.open(Path.of(arguments[0]));
        AppendingProcess process =
                new AppendingProcess(new Streams(log, InstantSource.system(), UUID::randomUUID));
        process.print("ready");
        for (int writer = 0; writer < Integer.parseInt(arguments[1]); writer++) {
            int number = writer;
            Random dice = new Random(Long.parseLong(arguments[2]) + writer);
            Thread.ofPlatform().name("writer-" + writer).start(() -> process.write(number, dice));
        }
    }

    private void write(int writer, Random dice) {
        StreamName own = StreamName.of("own-" + writer);
        long revision = -1;
        long number = 0;
        if (streams.readEvent(new ReadEvent(own, ReadEvent.NEWEST, false))
                instanceof ReadEventResult.Found(var newest, var _)) {
            revision = newest.original().revision().value();
            number = Batch.parse(newest.original().data().text()).batch().number() + 1;
        }
        while (true) {
            Batch batch = new Batch(writer, number, 1 + dice.nextInt(BATCH_MAX));
            int inOwn = 1 + dice.nextInt(batch.size());
            append(own, revision, batch, inOwn, dice);
            revision += inOwn;
            print(writer + " " + number);
            number++;
        }
    }

    /** The first events go to the writer's own stream, the rest to one that all share. */
    private void append(StreamName own, long revision, Batch batch, int inOwn, Random dice) {
        List<Append> parts = new ArrayList<>();
        parts.add(
                new Append(
                        own,
                        revision < 0 ? Belief.NO_STREAM : new Exactly(Revision.of(revision)),
                        batch.events(0, inOwn)));
        if (inOwn < batch.size()) {
            parts.add(
                    new Append(
                            StreamName.of("shared-" + dice.nextInt(SHARED_STREAMS)),
                            Belief.ANY,
                            batch.events(inOwn, batch.size())));
        }
        MultiAppendResult result = streams.appendToMany(parts);
        if (!(result instanceof MultiAppendResult.Appended)) {
            print("refused: " + result);
            throw new IllegalStateException(result.toString());
        }
    }

    /** One system call, so that what was printed outlives the process. */
    private void print(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyReads) {
            throw new UncheckedIOException(nobodyReads);
        }
    }
}
