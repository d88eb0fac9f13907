package dev.eventstore.launcher.desktop;

import dev.eventstore.server.node.NodeFigures;
import java.util.List;

/**
 * What the node does, with the last two minutes of it.
 *
 * @param now the newest figures
 * @param written events written in each second, the oldest first
 * @param read events read in each second
 * @param connections open connections in each second
 * @param heapBytes memory in use in each second
 */
public record Figures(
        NodeFigures now,
        List<Double> written,
        List<Double> read,
        List<Double> connections,
        List<Double> heapBytes) {
    static final Figures NONE =
            new Figures(new NodeFigures(0, 0, 0, 0, 0), List.of(), List.of(), List.of(), List.of());
}
