package dev.eventstore.installers;

/** A step of the build failed, for the reason in the message. */
final class BuildFailedException extends RuntimeException {
    BuildFailedException(String message) {
        super(message);
    }
}
