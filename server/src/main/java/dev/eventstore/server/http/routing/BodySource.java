package dev.eventstore.server.http.routing;

/** Where the body of a request comes from. */
@FunctionalInterface
public interface BodySource {
    /**
     * Reads the body to its end.
     *
     * @return empty if there is none
     * @throws BadRequest 413 if it is longer than the front end takes, 400 if it breaks off
     */
    byte[] read() throws BadRequest;
}
