package dev.eventstore.server.projection.handler;

/** A definition that makes no sense; the message is for whoever wrote it. */
public final class DefinitionException extends Exception {
    private static final long serialVersionUID = 1L;

    public DefinitionException(String message) {
        super(message, null, false, false);
    }
}
