package dev.eventstore.server.group;

import java.util.List;

/** What a consumer gets when it asks for more. */
public sealed interface Handed {
    /**
     * Some events, to be settled one by one.
     *
     * @param messages one or more, in the order in which they should be sent
     */
    record Messages(List<Message> messages) implements Handed {}

    /** Nothing any more. */
    record Dropped(DropReason reason) implements Handed {}
}
