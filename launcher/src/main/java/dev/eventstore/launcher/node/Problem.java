package dev.eventstore.launcher.node;

import dev.eventstore.server.node.PortConflict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/**
 * Something went wrong, in plain words.
 *
 * @param title what, in a few words
 * @param why in a sentence or two
 * @param advice what to do about it
 * @param details for those who want to know, such as a stack trace; may be empty
 * @param conflict the port that somebody else has, if that is it
 */
public record Problem(
        String title, String why, String advice, String details, Optional<PortConflict> conflict) {
    static Problem of(String title, String why, String advice, Throwable cause) {
        return new Problem(title, why, advice, trace(cause), Optional.empty());
    }

    /** All of it, to be pasted somewhere. */
    public String text() {
        String more = details.isEmpty() ? "" : "\n\n" + details;
        return title + "\n" + why + "\n" + advice + more;
    }

    static String trace(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
