package dev.eventstore.server.http.routing;

/** Answers the calls of one route. Safe for any number of threads; may block. */
@FunctionalInterface
public interface RouteHandler {
    /**
     * Answers one call that passed the common checks.
     *
     * @throws BadRequest if the client sent what cannot be served
     * @throws InterruptedException if the front end stops and will not wait any longer
     */
    Reply handle(Call call) throws BadRequest, InterruptedException;
}
