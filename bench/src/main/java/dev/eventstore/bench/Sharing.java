package dev.eventstore.bench;

import dev.eventstore.server.config.Settings;
import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.node.Node;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.StreamOperations;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;

/**
 * What sharing costs: how many events a second consumers of one group acknowledge, one by one, and
 * how many a plain subscription gets. Once while the events are appended, once with a backlog. The
 * arguments are the events of the backlog and those that are appended.
 *
 * <p>Client and node share this JVM and the machine.
 */
public final class Sharing {
    private static final int BATCH = 100;
    private static final int FEW = 5_000;

    private final StreamOperations streams;
    private int runs;

    private Sharing(StreamOperations streams) {
        this.streams = streams;
    }

    /** Runs the series. */
    public static void main(String[] arguments) throws Exception {
        int backlog = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int live = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
        PrintStream out = System.out;
        out.println("| way | consumers | events/s as they come | events/s with a backlog |");
        out.println("|---|---|---|---|");
        try (WayInProcess inProcess = new WayInProcess()) {
            new Sharing(inProcess.streams()).rows("in process", inProcess, live, backlog, out);
        }
        Settings settings =
                Settings.of(
                        "--insecure", "--ext-http-port", "0", "--ext-tcp-port", "0", "--mem-db");
        try (Node node = Node.start(settings);
                Way tcp = new WayOverTcp(node.tcpPort().orElseThrow());
                Way grpc = new WayOverGrpc(node.address())) {
            Sharing sharing = new Sharing(node.streams());
            sharing.rows("TCP", tcp, live, backlog, out);
            sharing.rows("gRPC", grpc, live, backlog, out);
        }
    }

    private void rows(String name, Way way, int live, int backlog, PrintStream out)
            throws Exception {
        for (int consumers : new int[] {0, 1, 8}) {
            rate(way, consumers, FEW, true);
            rate(way, consumers, FEW, false);
            double asTheyCome = rate(way, consumers, live, false);
            double behind = rate(way, consumers, backlog, true);
            out.printf(
                    "| %s | %s | %,.0f | %,.0f |%n",
                    name,
                    consumers == 0 ? "none, a subscription" : Integer.toString(consumers),
                    asTheyCome,
                    behind);
        }
    }

    private double rate(Way way, int consumers, int count, boolean isBacklog) throws Exception {
        String stream = "shared-" + runs++;
        Tally tally = new Tally(count);
        if (isBacklog) {
            append(stream, count);
        }
        if (consumers > 0) {
            way.createGroup(stream, "g");
        }
        long began = System.nanoTime();
        List<AutoCloseable> open = new ArrayList<>();
        if (consumers == 0) {
            open.add(way.follow(stream, tally));
        }
        for (int i = 0; i < consumers; i++) {
            open.add(way.consume(stream, "g", tally));
        }
        if (!isBacklog) {
            began = System.nanoTime();
            append(stream, count);
        }
        tally.all.await();
        double seconds = (System.nanoTime() - began) / 1e9;
        for (AutoCloseable one : open) {
            one.close();
        }
        return count / seconds;
    }

    private void append(String stream, int count) {
        StreamName name = StreamName.of(stream);
        for (int i = 0; i < count; i += BATCH) {
            streams.append(
                    new Append(name, ExpectedVersion.Belief.ANY, BenchDatabase.events(BATCH)));
        }
    }

    /** Counts events, those that come again once. */
    private static final class Tally implements LongConsumer {
        private final CountDownLatch all = new CountDownLatch(1);
        private final BitSet seen;
        private int left;

        Tally(int count) {
            seen = new BitSet(count);
            left = count;
        }

        @Override
        public synchronized void accept(long revision) {
            int place = Math.toIntExact(revision);
            if (!seen.get(place)) {
                seen.set(place);
                left--;
                if (left == 0) {
                    all.countDown();
                }
            }
        }
    }
}
