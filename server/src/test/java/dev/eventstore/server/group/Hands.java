package dev.eventstore.server.group;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Which events are in somebody's hands, as the consumers see it. */
final class Hands {
    private final Set<UUID> held = new HashSet<>();

    void got(Message message) {
        if (!held.add(message.id())) {
            throw new AssertionError("Handed out while in somebody's hands: " + message);
        }
    }

    void gave(Message message) {
        held.remove(message.id());
    }

    /** From now on all may come again. */
    void letGo() {
        held.clear();
    }
}
