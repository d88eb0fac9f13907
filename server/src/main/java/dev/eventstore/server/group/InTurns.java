package dev.eventstore.server.group;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One consumer after the other: for each event, or once one has enough. */
final class InTurns implements Strategy {
    private final boolean forEachEvent;
    private final List<Consumer> consumers = new ArrayList<>();
    private int turn;

    /**
     * @param forEachEvent whether each event goes to the next consumer; otherwise one gets all,
     *     until it has enough
     */
    InTurns(boolean forEachEvent) {
        this.forEachEvent = forEachEvent;
    }

    @Override
    public void added(Consumer consumer) {
        consumers.add(consumer);
    }

    @Override
    public void removed(Consumer consumer) {
        int index = consumers.indexOf(consumer);
        if (index >= 0) {
            consumers.remove(index);
            if (index < turn) {
                turn--;
            }
        }
    }

    @Override
    public @Nullable Consumer pick(Entry entry) {
        for (int i = 0; i < consumers.size(); i++) {
            int index = (turn + i) % consumers.size();
            Consumer candidate = consumers.get(index);
            if (candidate.hasRoom()) {
                turn = forEachEvent ? index + 1 : index;
                return candidate;
            }
        }
        return null;
    }
}
