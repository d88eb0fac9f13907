package dev.eventstore.server.http.stream.feed;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.UriText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a browser gets: a page that leads on to the stream or event in the Admin UI. */
public final class HtmlPage {
    private HtmlPage() {}

    /**
     * The page for a stream or event.
     *
     * @param web address of the Admin UI's first page
     * @param event the event's number, {@code null} for the stream
     */
    public static byte[] bytes(String web, StreamName stream, @Nullable Long event) {
        String path = web + "#/streams/" + UriText.escape(stream.value());
        String address = event == null ? path : path + "/" + event;
        String page =
                """
                <!DOCTYPE html>
                <html>
                <head>
                <meta charset="utf-8">
                <title>Event Store</title>
                <meta http-equiv="refresh" content="0; url=%1$s">
                </head>
                <body><a href="%1$s">Open in the Admin UI</a></body>
                </html>
                """
                        .formatted(escaped(address));
        return page.getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
