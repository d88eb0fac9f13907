package dev.eventstore.server.http;

import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.Headers;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Gives a body to errors that v5 sent without one, for clients that accept anything: people with
 * curl or a browser. Clients that name exactly what they want get exactly what v5 gave.
 */
final class Explanation {
    private Explanation() {}

    static Reply of(Reply reply, Headers headers) {
        if (reply.status() < 400 || !reply.isEmpty()) {
            return reply;
        }
        String accept = headers.value("Accept");
        if (accept == null || !Call.acceptsAnything(accept)) {
            return reply;
        }
        String reason = reply.reason() == null ? usual(reply.status()) : reply.reason();
        String title = reply.status() + " " + reason;
        return accept.contains("text/html")
                ? withBody(reply, MediaType.HTML, page(title, reply.explanation()))
                : withBody(reply, MediaType.TEXT, text(title, reply.explanation()));
    }

    static String usual(int status) {
        return HttpStatus.getMessage(status);
    }

    private static Reply withBody(Reply reply, MediaType type, String body) {
        return new Reply(
                reply.status(),
                reply.reason(),
                type.contentType(),
                new Reply.Body.Whole(body.getBytes(StandardCharsets.UTF_8)),
                reply.headers(),
                null);
    }

    private static String text(String title, @Nullable String explanation) {
        return explanation == null ? title + "\n" : title + "\n" + explanation + "\n";
    }

    private static String page(String title, @Nullable String explanation) {
        String heading = escape(title);
        String sentence = explanation == null ? "" : "<p>" + escape(explanation) + "</p>\n";
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>"
                + heading
                + "</title>\n<h1>"
                + heading
                + "</h1>\n"
                + sentence
                + "</html>\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
