package dev.eventstore.server.projection;

/** Stops a projection for good; the message becomes the reason that people see. */
final class ProjectionFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProjectionFault(String message) {
        super(message);
    }

    ProjectionFault(String message, Throwable cause) {
        super(message, cause);
    }
}
