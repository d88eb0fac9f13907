package dev.eventstore.launcher.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last values of a figure, for a chart; at most {@link #VALUES_MAX}. One thread at a time. */
public final class FigureHistory {
    /** One a second makes this two minutes. */
    public static final int VALUES_MAX = 120;

    private final Deque<Double> values = new ArrayDeque<>();

    public void add(double value) {
        if (values.size() == VALUES_MAX) {
            values.removeFirst();
        }
        values.addLast(value);
    }

    /** The values, the oldest first. */
    public List<Double> values() {
        return List.copyOf(values);
    }

    public void clear() {
        values.clear();
    }
}
