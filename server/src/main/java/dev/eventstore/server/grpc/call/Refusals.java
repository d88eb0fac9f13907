package dev.eventstore.server.grpc.call;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.StreamName;

/**
 * What calls are refused with: for each reason its status, its message, and the trailers by which
 * clients recognise it.
 */
public final class Refusals {
    private Refusals() {}

    public static StatusException accessDenied() {
        return named(StatusCode.PERMISSION_DENIED, "Access Denied", "access-denied");
    }

    public static StatusException streamDeleted(StreamName stream) {
        return named(
                        StatusCode.FAILED_PRECONDITION,
                        "Event stream '" + stream.value() + "' is deleted.",
                        "stream-deleted")
                .with("stream-name", stream.value());
    }

    /**
     * The stream is not as the client believed.
     *
     * @param operation what was tried, such as {@code Delete}
     * @param head the last revision of the stream, −1 if it has no events
     */
    public static StatusException wrongExpectedVersion(
            String operation, StreamName stream, ExpectedVersion expected, long head) {
        long number = number(expected);
        return named(
                        StatusCode.FAILED_PRECONDITION,
                        operation
                                + " failed due to WrongExpectedVersion. Stream: "
                                + stream.value()
                                + ", Expected version: "
                                + number
                                + ", Actual version: "
                                + head,
                        "wrong-expected-version")
                .with("stream-name", stream.value())
                .with("expected-version", Long.toString(number))
                .with("actual-version", Long.toString(head));
    }

    public static StatusException appendTooLarge(int bytesMax) {
        return named(
                        StatusCode.INVALID_ARGUMENT,
                        "Maximum Append Size of " + bytesMax + " Exceeded.",
                        "maximum-append-size-exceeded")
                .with("maximum-append-size", Integer.toString(bytesMax));
    }

    public static StatusException eventTooLarge(String id, long bytes, int bytesMax) {
        return named(
                        StatusCode.INVALID_ARGUMENT,
                        "Event with Id: "
                                + id
                                + ", Size: "
                                + bytes
                                + ", exceeds Maximum Append Event Size of "
                                + bytesMax
                                + ".",
                        "maximum-append-event-size-exceeded")
                .with("maximum-append-event-size", Integer.toString(bytesMax))
                .with("event-id", id)
                .with("proposed-append-event-size", Long.toString(bytes));
    }

    public static StatusException missingMetadata(String property) {
        return named(
                        StatusCode.INVALID_ARGUMENT,
                        "Required Metadata Property '" + property + "' is missing",
                        "missing-required-metadata-property")
                .with("required-metadata-properties", "type,content-type");
    }

    public static StatusException noUser(String login) {
        return named(StatusCode.NOT_FOUND, "User '" + login + "' is not found.", "user-not-found")
                .with("login-name", login);
    }

    public static StatusException userConflict(String login) {
        return named(StatusCode.FAILED_PRECONDITION, "Conflict.", "user-conflict")
                .with("login-name", login);
    }

    public static StatusException userBusy(String login) {
        return named(StatusCode.DEADLINE_EXCEEDED, "Try again.", "user-conflict")
                .with("login-name", login);
    }

    public static StatusException noScavenge(String id) {
        return named(StatusCode.NOT_FOUND, "Scavenge id was invalid.", "scavenge-not-found")
                .with("scavenge-id", id);
    }

    /**
     * A group cannot be as it is wanted.
     *
     * @param reason why, in a sentence
     */
    public static StatusException groupFailed(String stream, String group, String reason) {
        return ofGroup(
                        StatusCode.INTERNAL,
                        stream,
                        group,
                        "failed: '" + reason + "'",
                        "persistent-subscription-failed")
                .with("reason", reason);
    }

    public static StatusException noGroup(String stream, String group) {
        return ofGroup(
                StatusCode.NOT_FOUND,
                stream,
                group,
                "does not exist.",
                "persistent-subscription-does-not-exist");
    }

    public static StatusException groupExists(String stream, String group) {
        return ofGroup(
                StatusCode.ALREADY_EXISTS,
                stream,
                group,
                "exists.",
                "persistent-subscription-exists");
    }

    /** A group has as many consumers as it may have; clients look into these words, too. */
    public static StatusException groupFull(String stream, String group) {
        return named(
                        StatusCode.FAILED_PRECONDITION,
                        "Maximum subscriptions reached for subscription group "
                                + group
                                + " on stream "
                                + stream
                                + ".",
                        "maximum-subscribers-reached")
                .with("stream-name", stream)
                .with("group-name", group);
    }

    /** A consumer lost its place. */
    public static StatusException groupDropped(String stream, String group) {
        return ofGroup(
                StatusCode.CANCELLED,
                stream,
                group,
                "was dropped.",
                "persistent-subscription-dropped");
    }

    /** Clients know this one by its status alone. */
    public static StatusException noProjection(String name) {
        return new StatusException(StatusCode.NOT_FOUND, "Projection '" + name + "' not found");
    }

    /** In the words of the original, which clients look into. */
    public static StatusException projectionExists() {
        return new StatusException(
                StatusCode.UNKNOWN,
                "Envelope callback expected Updated, received Conflict instead");
    }

    /**
     * A projection cannot be as it is wanted. Clients tell by the first sentence, the original's
     * only one, that the server did not like something.
     *
     * @param reason why, in a sentence
     */
    public static StatusException projectionRefused(String reason) {
        return new StatusException(
                StatusCode.UNKNOWN, "Exception was thrown by handler. " + reason);
    }

    /**
     * A projection cannot do what is wanted now. Clients look for the first sentence, the
     * original's only one.
     *
     * @param reason why, in a sentence
     */
    public static StatusException projectionFailed(String reason) {
        return new StatusException(
                StatusCode.UNKNOWN,
                "Envelope callback expected Updated, received OperationFailed instead. " + reason);
    }

    /** What is asked for does not run yet, or not any more. */
    public static StatusException notReady() {
        return new StatusException(StatusCode.UNAVAILABLE, "Server Is Not Ready");
    }

    /**
     * The request makes no sense.
     *
     * @param message names the field, and what is wrong with it
     */
    public static StatusException invalid(String message) {
        return new StatusException(StatusCode.INVALID_ARGUMENT, message);
    }

    /** An expected version as the number by which all protocols know it. */
    public static long number(ExpectedVersion expected) {
        return switch (expected) {
            case ExpectedVersion.Belief.ANY -> -2;
            case ExpectedVersion.Belief.NO_STREAM -> -1;
            case ExpectedVersion.Belief.STREAM_EXISTS -> -4;
            case ExpectedVersion.Exactly(var revision) -> revision.value();
        };
    }

    private static StatusException ofGroup(
            StatusCode code, String stream, String group, String what, String exception) {
        String message = "Subscription group " + group + " on stream " + stream + " " + what;
        return named(code, message, exception)
                .with("stream-name", stream)
                .with("group-name", group);
    }

    private static StatusException named(StatusCode code, String message, String exception) {
        return new StatusException(code, message).with("exception", exception);
    }
}
