package dev.eventstore.server.tcp;

import java.time.Duration;

/**
 * Whether the other side is alive, judged by what it sends. Whatever comes in is a sign of life;
 * after a while without one, or without anything sent by us, it is asked for one. One thread at a
 * time.
 */
final class Heartbeat {
    private final long interval;
    private final long timeout;
    private long received = -1;
    private long sent = -1;
    private long heardAt;
    private long spokenAt;
    private long askedAt;
    private boolean isAsked;

    /** What is to be done. */
    enum Verdict {
        ALIVE,
        ASK,
        DEAD
    }

    Heartbeat(Duration interval, Duration timeout) {
        this.interval = interval.toNanos();
        this.timeout = timeout.toNanos();
    }

    /**
     * Judges.
     *
     * @param now in {@link System#nanoTime}
     * @param receivedSoFar how many bytes came in
     * @param sentSoFar how many bytes went out
     * @param isExcused whether we are to blame if nothing comes in
     */
    Verdict look(long now, long receivedSoFar, long sentSoFar, boolean isExcused) {
        if (receivedSoFar != received || isExcused) {
            received = receivedSoFar;
            heardAt = now;
            isAsked = false;
        }
        if (sentSoFar != sent) {
            sent = sentSoFar;
            spokenAt = now;
        }
        if (isAsked) {
            return now - askedAt > timeout ? Verdict.DEAD : Verdict.ALIVE;
        }
        if (now - heardAt > interval || now - spokenAt > interval) {
            isAsked = true;
            askedAt = now;
            return Verdict.ASK;
        }
        return Verdict.ALIVE;
    }
}
