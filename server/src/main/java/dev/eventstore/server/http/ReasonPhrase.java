package dev.eventstore.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Puts a phrase of our own into the status line of one answer: v5 tells there what went wrong, and
 * servlets cannot. Newer versions of HTTP have no phrase and lose it.
 */
final class ReasonPhrase extends HttpStream.Wrapper {
    /** Longer phrases are cut. */
    static final int LENGTH_MAX = 512;

    private final String phrase;

    private ReasonPhrase(HttpStream wrapped, String phrase) {
        super(wrapped);
        this.phrase = phrase;
    }

    /** Sets the phrase of the answer to a request; call it before the answer is begun. */
    static void set(Request request, String phrase) {
        String safe = safe(phrase);
        request.addHttpStreamWrapper(stream -> new ReasonPhrase(stream, safe));
    }

    @Override
    public void send(
            MetaData.Request request,
            MetaData.@Nullable Response response,
            boolean last,
            ByteBuffer content,
            Callback callback) {
        super.send(
                request, response == null ? null : withPhrase(response), last, content, callback);
    }

    private MetaData.Response withPhrase(MetaData.Response response) {
        return new MetaData.Response(
                response.getStatus(),
                phrase,
                response.getHttpVersion(),
                response.getHttpFields(),
                response.getContentLength(),
                response.getTrailersSupplier());
    }

    /** One line of printable ASCII; what a request brought in must not add lines to the answer. */
    private static String safe(String phrase) {
        int length = Math.min(phrase.length(), LENGTH_MAX);
        var safe = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = phrase.charAt(i);
            safe.append(c >= ' ' && c < 127 ? c : '?');
        }
        return safe.toString();
    }
}
