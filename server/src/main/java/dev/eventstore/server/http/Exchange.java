package dev.eventstore.server.http;

import dev.eventstore.server.http.routing.Links;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.WaitRunner;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer, between Jetty's objects and our values. One thread at a time. */
final class Exchange implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(Exchange.class);

    /** Larger bodies are written in slices of this size. */
    private static final int SLICE_BYTES = 128 * 1024;

    private static final String NO_CACHING = "max-age=0, no-cache, must-revalidate";

    private static final HttpField[] ALWAYS = {
        new PreEncodedHttpField("Server", "Event Store, Developer Edition"),
        new PreEncodedHttpField(
                "Access-Control-Allow-Headers",
                "Content-Type, X-Requested-With, X-Forwarded-Host, X-Forwarded-Prefix,"
                        + " X-PINGOTHER, Authorization, ES-LongPoll, ES-ExpectedVersion, ES-EventId,"
                        + " ES-EventType, ES-RequiresMaster, ES-HardDelete, ES-ResolveLinkTos"),
        new PreEncodedHttpField("Access-Control-Allow-Origin", "*"),
        new PreEncodedHttpField(
                "Access-Control-Expose-Headers", "Location, ES-Position, ES-CurrentVersion"),
    };
    private static final HttpField CHALLENGE =
            new PreEncodedHttpField("WWW-Authenticate", "BasicCustom realm=\"ES\"");

    /** Stored XML may hold anything; a browser that shows it must not run it. */
    private static final HttpField SANDBOX =
            new PreEncodedHttpField(
                    "Content-Security-Policy",
                    "default-src 'none'; sandbox; frame-ancestors 'none'");

    private final HttpSettings settings;
    private final Request request;
    private final Response response;
    private final RequestBody body;
    private final WaitRunner waits;

    Exchange(
            HttpSettings settings,
            Request request,
            Response response,
            Semaphore largeBodies,
            WaitRunner waits) {
        this.waits = waits;
        this.settings = settings;
        this.request = request;
        this.response = response;
        this.body =
                new RequestBody(
                        () -> Content.Source.asInputStream(request),
                        declaredLength(request),
                        settings.bodyBytesMax(),
                        largeBodies);
    }

    Incoming incoming() {
        HttpURI uri = request.getHttpURI();
        String path = uri.getPath();
        return new Incoming(
                request.getMethod(),
                path == null ? "" : path,
                uri.getQuery(),
                addressed(),
                this::header,
                body,
                waits());
    }

    /**
     * Sends the answer.
     *
     * @param callback told once all of it is sent, or cannot be
     */
    void send(Answer answer, @Nullable ContentCoding accepted, boolean closing, Callback callback) {
        Reply reply = answer.reply();
        ContentCoding coding = reply.isLive() ? null : accepted;
        response.setStatus(reply.status());
        addHeaders(response.getHeaders(), answer, reply.contentType() == null ? null : coding);
        if (closing) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        if (reply.reason() != null && !reply.reason().equals(Explanation.usual(reply.status()))) {
            ReasonPhrase.set(request, reply.reason());
        }
        if (header("Expect") == null) {
            body.discardRest();
        }
        try {
            sendBody(reply, coding, callback);
        } catch (IOException e) {
            logger.debug("The client did not take its answer", e);
            callback.failed(e);
        } catch (RuntimeException e) {
            logger.error("Writing the answer to {} failed", request.getHttpURI().getPath(), e);
            // The client must see that the body is not whole.
            callback.failed(e);
        }
    }

    @Override
    public void close() {
        body.close();
    }

    @Nullable String header(String name) {
        HttpField first = null;
        StringBuilder all = null;
        for (HttpField field : request.getHeaders()) {
            if (!field.is(name)) {
                continue;
            }
            if (first == null) {
                first = field;
            } else {
                if (all == null) {
                    all = new StringBuilder(text(first));
                }
                all.append(", ").append(text(field));
            }
        }
        return all != null ? all.toString() : first != null ? text(first) : null;
    }

    private static String text(HttpField field) {
        String value = field.getValue();
        return value == null ? "" : value;
    }

    private Links.Origin addressed() {
        String scheme = request.isSecure() ? "https" : "http";
        String host = settings.advertisedHost();
        int port = settings.advertisedPort();
        return new Links.Origin(
                scheme,
                host == null ? Request.getServerName(request) : host,
                port == 0 ? Request.getServerPort(request) : port);
    }

    private WaitRunner waits() {
        var connection = request.getConnectionMetaData().getConnection().getEndPoint();
        return wait -> new PatientConnection(connection, waits).run(wait);
    }

    private static long declaredLength(Request request) {
        long length = request.getLength();
        boolean chunked =
                request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
                        || request.getConnectionMetaData().getHttpVersion().getVersion()
                                > HttpVersion.HTTP_1_1.getVersion();
        return length < 0 && !chunked ? 0 : length;
    }

    private void addHeaders(
            HttpFields.Mutable headers, Answer answer, @Nullable ContentCoding coding) {
        Reply reply = answer.reply();
        for (HttpField field : ALWAYS) {
            headers.add(field);
        }
        headers.add("Access-Control-Allow-Methods", answer.allowedMethods());
        if (reply.status() == 401) {
            headers.add(CHALLENGE);
        }
        String contentType = reply.contentType();
        if (contentType != null) {
            headers.put(HttpHeader.CONTENT_TYPE, contentType);
            if (contentType.contains("xml")) {
                headers.add(SANDBOX);
            }
        }
        if (coding != null) {
            headers.add(HttpHeader.CONTENT_ENCODING, coding.wireName());
        }
        for (Reply.Header header : reply.headers()) {
            boolean caching = header.name().equalsIgnoreCase("Cache-Control");
            headers.add(
                    header.name(),
                    caching && settings.cachingDisabled() ? NO_CACHING : header.value());
        }
    }

    private void sendBody(Reply reply, @Nullable ContentCoding coding, Callback callback)
            throws IOException {
        switch (reply.body()) {
            case Reply.Body.Whole whole -> {
                byte[] content =
                        coding == null || reply.contentType() == null
                                ? whole.content()
                                : coding.encode(whole.content());
                sendWhole(content, callback);
            }
            case Reply.Body.Streamed(Reply.Writer writer, boolean _) -> {
                // Only a body that was written to its end is ended: a broken one is cut off.
                ReplyStream out = new ReplyStream(response);
                if (coding == null) {
                    writer.writeTo(out);
                } else {
                    try (OutputStream encoded = coding.encoder(out)) {
                        writer.writeTo(encoded);
                    }
                }
                out.end(callback);
            }
        }
    }

    private void sendWhole(byte[] content, Callback callback) throws IOException {
        if (content.length > SLICE_BYTES) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
        }
        int from = 0;
        while (content.length - from > SLICE_BYTES) {
            Content.Sink.write(response, false, ByteBuffer.wrap(content, from, SLICE_BYTES));
            from += SLICE_BYTES;
        }
        response.write(true, ByteBuffer.wrap(content, from, content.length - from), callback);
    }
}
