package dev.eventstore.server.transfer;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Streams;
import dev.eventstore.server.stream.TakeOver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from lines into a database. Each batch of them is there completely or not at all; a
 * transfer that ended early can be begun again. Thread-safe.
 */
public final class Importer {
    /** How long a line may be: the largest event, in Base64, with its names. */
    private static final int LINE_BYTES_MAX = Append.EVENT_BYTES_MAX / 3 * 4 + 256 * 1024;

    /** How many lines that are no events are told of one by one. */
    public static final int PROBLEMS_MAX = 20;

    private static final int BATCH_EVENTS = 1_000;
    private static final long BATCH_BYTES = 4L * 1024 * 1024;

    private final Streams streams;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /**
     * Makes an importer.
     *
     * @param ids makes ids of events that have none
     */
    public Importer(Streams streams, InstantSource clock, Supplier<UUID> ids) {
        this.streams = streams;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * What came of an import.
     *
     * @param events what became of the events
     * @param isComplete whether it came to the end; false if the progress said to end before
     */
    public record Result(TakeOver.Outcome events, boolean isComplete) {}

    /**
     * A line that is no event.
     *
     * @param message a sentence that says which line and why
     */
    public record Problem(String message) {}

    /**
     * What lines would come to.
     *
     * @param events how many are events
     * @param left how many of them would be left out, being accounts or statistics
     * @param problems lines that are none, the first {@link #PROBLEMS_MAX}
     * @param problemCount how many there are of them
     */
    public record Check(long events, long left, List<Problem> problems, long problemCount) {
        public Check {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Looks at lines, and writes nothing.
     *
     * @param before how many lines were before these, for messages
     * @param target where all events go; {@code null} for the streams that they name
     */
    public Check check(InputStream in, long before, @Nullable StreamName target) {
        List<Problem> problems = new ArrayList<>();
        long problemCount = 0;
        long events = 0;
        long left = 0;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean hasMore = true;
        for (long number = before + 1; hasMore; number++) {
            line.reset();
            try {
                hasMore = readLine(in, line, number);
                TakeOver event = read(line.toByteArray(), number, target);
                events += event == null ? 0 : 1;
                left += event == null || Selection.has(event.event().stream()) ? 0 : 1;
            } catch (IOException problem) {
                problemCount++;
                if (problems.size() < PROBLEMS_MAX) {
                    problems.add(new Problem(String.valueOf(problem.getMessage())));
                }
            }
        }
        return new Check(events, left, problems, problemCount);
    }

    /** The event of a line; {@code null} if it is blank. */
    private @Nullable TakeOver read(byte[] text, long number, @Nullable StreamName target)
            throws InvalidLineException {
        return new String(text, StandardCharsets.UTF_8).isBlank()
                ? null
                : new LineReader(text, number).read(clock, ids, target);
    }

    /**
     * Reads lines that are a part of many.
     *
     * @param before how many lines were before these, for messages
     * @param target where all events go, behind the last one; {@code null} for the streams and
     *     revisions that they name
     * @throws InvalidLineException if one is no event; those before it may have been added
     * @throws IOException if they cannot be read
     */
    public TakeOver.Outcome readPart(InputStream in, long before, @Nullable StreamName target)
            throws IOException {
        Run run = new Run(in, 0, (_, _) -> true);
        run.number = before;
        run.target = target;
        return run.read().events();
    }

    /**
     * Reads all lines.
     *
     * @param in the lines; best buffered; is not closed
     * @param bytes how many there are, for the progress
     * @throws InvalidLineException if one is no event; those before it may have been added
     * @throws IOException if they cannot be read
     */
    public Result read(InputStream in, long bytes, TransferProgress progress) throws IOException {
        return new Run(in, bytes, progress).read();
    }

    /** One import. */
    private final class Run {
        private final InputStream in;
        private final long bytes;
        private final TransferProgress progress;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final List<TakeOver> batch = new ArrayList<>(BATCH_EVENTS);
        private TakeOver.Outcome outcome = TakeOver.Outcome.NONE;
        private long number;
        private long bytesRead;
        private long batchBytes;
        private long events;
        private @Nullable StreamName target;

        Run(InputStream in, long bytes, TransferProgress progress) {
            this.in = in;
            this.bytes = bytes;
            this.progress = progress;
        }

        Result read() throws IOException {
            boolean hasMore = true;
            while (hasMore) {
                line.reset();
                hasMore = readLine(in, line, ++number);
                bytesRead += line.size() + 1;
                add(line.toByteArray());
                boolean isFull = batch.size() == BATCH_EVENTS || batchBytes > BATCH_BYTES;
                if ((isFull || !hasMore) && !write() && hasMore) {
                    return new Result(outcome, false);
                }
            }
            return new Result(outcome, true);
        }

        private void add(byte[] text) throws InvalidLineException {
            TakeOver event = Importer.this.read(text, number, target);
            if (event != null && Selection.has(event.event().stream())) {
                batch.add(event);
                batchBytes += text.length;
            }
        }

        /** Answers whether to go on. */
        private boolean write() {
            outcome = outcome.plus(streams.takeOver(List.copyOf(batch)));
            events += batch.size();
            batch.clear();
            batchBytes = 0;
            return progress.goesOn(
                    events, bytes <= 0 ? 0 : Math.min(1, (double) bytesRead / bytes));
        }
    }

    /** Answers whether another line follows. */
    private static boolean readLine(InputStream in, ByteArrayOutputStream line, long number)
            throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return true;
            }
            if (line.size() == LINE_BYTES_MAX) {
                throw new InvalidLineException(
                        number, "is longer than " + LINE_BYTES_MAX + " bytes");
            }
            line.write(next);
        }
        return false;
    }
}
