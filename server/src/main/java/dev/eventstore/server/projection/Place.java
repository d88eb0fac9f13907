package dev.eventstore.server.projection;

import dev.eventstore.server.event.Position;

/**
 * How far a projection has come.
 *
 * @param position of the last event of everything that it has seen
 */
public record Place(Position position) implements Comparable<Place> {
    /** Before everything. */
    public static final Place START = new Place(Position.START);

    /** As statistics show it: {@code C:5/P:5}. */
    public String text() {
        return "C:" + position + "/P:" + prepare();
    }

    /** The members by which metadata tell it. */
    public String members() {
        return "\"$c\":" + position + ",\"$p\":" + prepare();
    }

    /** Before everything v5 has a commit of 0 and no prepare. */
    private long prepare() {
        return position.equals(Position.START) ? -1 : position.value();
    }

    @Override
    public int compareTo(Place other) {
        return position.compareTo(other.position);
    }
}
