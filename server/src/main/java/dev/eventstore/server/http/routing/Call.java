package dev.eventstore.server.http.routing;

import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.EventCounter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that passed the common checks: the caller may call the route, and the media types of
 * body and answer are settled. Belongs to one thread.
 */
public final class Call {
    private final Caller caller;
    private final Request request;
    private final RouteMatch.Chosen chosen;
    private final @Nullable MediaType requestType;
    private final MediaType responseType;

    /**
     * What a request is before a route looks at it.
     *
     * @param method the HTTP method
     * @param query the query of its address
     * @param headers its headers
     * @param body its body
     * @param links addresses as its client sees them
     * @param waits runs waits so that the front end can cut them short
     */
    public record Request(
            String method,
            Query query,
            Headers headers,
            BodySource body,
            Links links,
            WaitRunner waits) {}

    /**
     * @param requestType the type of the body, {@code null} if the route reads any or none
     * @param responseType the type that was negotiated for the answer
     */
    public Call(
            Caller caller,
            Request request,
            RouteMatch.Chosen chosen,
            @Nullable MediaType requestType,
            MediaType responseType) {
        this.caller = caller;
        this.request = request;
        this.chosen = chosen;
        this.requestType = requestType;
        this.responseType = responseType;
    }

    /** The same call, with somebody who counts the events that come of it. */
    public Call countedBy(EventCounter who) {
        return new Call(caller.countedBy(who), request, chosen, requestType, responseType);
    }

    /** Who calls. */
    public Caller caller() {
        return caller;
    }

    /** The HTTP method, in capitals. */
    public String method() {
        return request.method();
    }

    /**
     * What a placeholder of the route's template stands for, percent-decoded.
     *
     * @throws IllegalArgumentException if the template has no such placeholder
     */
    public String pathParameter(String name) {
        String value = chosen.parameter(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    chosen.route().template() + " has no placeholder " + name);
        }
        return value;
    }

    /** The first value of a parameter of the query, its name in any case; {@code ?a} gives "". */
    public Optional<String> query(String name) {
        return Optional.ofNullable(request.query().value(name));
    }

    /** The value of a header, its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.headers().value(name));
    }

    /**
     * The media type of the body.
     *
     * @throws IllegalStateException if the route does not care for it
     */
    public MediaType requestType() {
        if (requestType == null) {
            throw new IllegalStateException(chosen.route().template() + " reads no certain type.");
        }
        return requestType;
    }

    /** The media type that was negotiated for the answer. */
    public MediaType responseType() {
        return responseType;
    }

    /** The {@code Accept} header as sent. */
    public Optional<String> acceptHeader() {
        return header("Accept");
    }

    /**
     * Answers whether the client left the type of the answer to us: it sent no {@code Accept} and
     * no {@code ?format=}, or the {@code *}{@code /*} that curl and browsers always send.
     */
    public boolean namesNoType() {
        if (request.query().value("format") != null) {
            return false;
        }
        String accept = request.headers().value("Accept");
        return accept == null || acceptsAnything(accept);
    }

    /** Answers whether an {@code Accept} header holds {@code *}{@code /*}. */
    public static boolean acceptsAnything(String accept) {
        return accept.contains("*/*");
    }

    /**
     * Reads the body to its end; call it once.
     *
     * @throws BadRequest 413 if it is longer than the front end takes, 400 if it breaks off
     */
    public byte[] body() throws BadRequest {
        return request.body().read();
    }

    /** Addresses as the client sees them. */
    public Links links() {
        return request.links();
    }

    /**
     * Waits for something on this thread, unless the front end stops.
     *
     * @return whether the wait ran to its end; false if the front end stops: answer with what there
     *     is
     */
    public boolean await(Waits.Wait wait) throws InterruptedException {
        return request.waits().run(wait);
    }
}
