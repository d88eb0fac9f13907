package dev.eventstore.server.stats;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a client had done with the streams.
 *
 * @param at when it was done
 * @param via the front end: HTTP, TCP or gRPC
 * @param login who asked, {@code null} if nobody logged in
 * @param operation what was asked for, such as {@code append}
 * @param stream which stream; the first one if there are several, {@code $all} for everything
 * @param request what matters of the request: the expected version, or which events
 * @param result what came of it, in a word or two
 * @param failed whether the client did not get what it wanted
 * @param events how many events were appended or read
 * @param micros how long it took, in microseconds
 */
public record ObservedCall(
        Instant at,
        String via,
        @Nullable String login,
        String operation,
        String stream,
        String request,
        String result,
        boolean failed,
        int events,
        long micros) {}
