package dev.eventstore.launcher.desktop;

import dev.eventstore.launcher.node.FigureHistory;
import dev.eventstore.server.node.Node;
import dev.eventstore.server.node.NodeFigures;
import java.util.Optional;

/** Reads the figures of the node, once a second. One thread at a time. */
final class FigureSampler {
    private static final double NANOS_PER_SECOND = 1e9;

    private final FigureHistory written = new FigureHistory();
    private final FigureHistory read = new FigureHistory();
    private final FigureHistory connections = new FigureHistory();
    private final FigureHistory heap = new FigureHistory();
    private Optional<Sample> last = Optional.empty();

    private record Sample(Node node, NodeFigures figures, long nanos) {}

    /** Reads a running node. */
    Figures sample(Node node) {
        Sample now = new Sample(node, node.figures(), System.nanoTime());
        if (last.isPresent() && last.get().node() != node) {
            forget();
        }
        last.ifPresent(before -> {
            double seconds = (now.nanos - before.nanos) / NANOS_PER_SECOND;
            written.add((now.figures.written() - before.figures.written()) / seconds);
            read.add((now.figures.read() - before.figures.read()) / seconds);
        });
        Runtime runtime = Runtime.getRuntime();
        connections.add(now.figures.connections());
        heap.add((double) runtime.totalMemory() - runtime.freeMemory());
        last = Optional.of(now);
        return new Figures(
                now.figures, written.values(), read.values(), connections.values(), heap.values());
    }

    /** The next node begins anew. */
    void forget() {
        last = Optional.empty();
        written.clear();
        read.clear();
        connections.clear();
        heap.clear();
    }
}
