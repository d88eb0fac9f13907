package dev.eventstore.server.group;

import dev.eventstore.server.event.StreamName;
import org.jspecify.annotations.Nullable;

/** Sees what is done with groups. Thread-safe. */
public interface GroupObserver {
    /** Nobody looks. */
    GroupObserver NOBODY =
            new GroupObserver() {
                @Override
                public boolean isWatching() {
                    return false;
                }

                @Override
                public void saw(Deed deed) {}
            };

    /** Answers whether somebody wants to know; cheap. */
    boolean isWatching();

    /** Something was done. */
    void saw(Deed deed);

    /**
     * Something that was done with a group.
     *
     * @param login who asked, {@code null} if nobody logged in
     * @param operation in a word or two, such as {@code ack}
     * @param source the stream of the group
     * @param request what matters of the request
     * @param result what came of it
     * @param failed whether it is not what the client wanted
     * @param events how many events it was about
     * @param micros how long it took, in microseconds; 0 if it is no matter of time
     */
    record Deed(
            @Nullable String login,
            String operation,
            StreamName source,
            String request,
            String result,
            boolean failed,
            int events,
            long micros) {}
}
