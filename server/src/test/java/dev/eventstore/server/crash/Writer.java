package dev.eventstore.server.crash;

import java.io.IOException;
import java.util.Random;

/**
 * Appends batches to a stream of its own, each behind the one before, until the node is gone. What
 * was sent last and not answered is sent again when the node is back.
 */
final class Writer {
    private static final int BATCH_MAX = 20;

    private final int number;
    private final Random dice;
    private Batch next;
    private long revision = -1;
    private long acknowledged = -1;

    Writer(int number, Random dice) {
        this.number = number;
        this.dice = dice;
        this.next = new Batch(number, 0, 1);
    }

    String stream() {
        return "writer-" + number;
    }

    int number() {
        return number;
    }

    /** The newest batch that was answered, −1 if none was. */
    long acknowledged() {
        return acknowledged;
    }

    void writeUntilGone(NodeProcess node, Door.Kind kind) throws IOException {
        try (Door door = kind.open(node)) {
            while (true) {
                door.append(stream(), revision, next.events(0, next.size()));
                acknowledged = next.number();
                revision += next.size();
                next = new Batch(number, acknowledged + 1, 1 + dice.nextInt(BATCH_MAX));
            }
        } catch (Door.Gone gone) {
            // What was not answered is sent again.
        }
    }
}
