package dev.eventstore.server.group;

/**
 * Somebody who wants to consume.
 *
 * @param from address and port of the client, as the info of the group shows it
 * @param user the login, {@code anonymous} if nobody logged in
 * @param connectionName how the client calls its connection, may be empty
 * @param window how many events it wants to have in its hands at most, 1 or more
 */
public record ConsumerRequest(String from, String user, String connectionName, int window) {
    /** The largest window; a request for a larger one gets this. */
    public static final int WINDOW_MAX = 10_000;

    /**
     * @throws IllegalArgumentException if the window is not positive
     */
    public ConsumerRequest {
        if (window < 1) {
            throw new IllegalArgumentException("A consumer takes 1 event or more: " + window);
        }
        window = Math.min(window, WINDOW_MAX);
    }
}
