package dev.eventstore.server.subscription;

import dev.eventstore.server.event.StreamName;

/** What came of opening a subscription. */
public sealed interface SubscribeResult {
    /** It is open; what is appended from now on will be sent. */
    record Open(Subscription subscription) implements SubscribeResult {}

    /** The caller may not read the stream. */
    record AccessDenied(StreamName stream) implements SubscribeResult {}
}
