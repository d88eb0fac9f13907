package dev.eventstore.server.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.SessionContainer;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.frames.PingFrame;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks clients of HTTP/2 that were silent for a while whether they are still there, and closes the
 * connections of those that do not answer: a subscription may wait for days, and nothing else would
 * tell. Has a thread of its own.
 */
final class KeepAlive implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(KeepAlive.class);
    private static final int NO_ERROR = 0;

    /** How often is looked, at most. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SessionContainer sessions;
    private final long intervalNanos;
    private final long timeoutNanos;
    private final Map<HTTP2Session, Pulse> pulses = new HashMap<>();
    private final Thread thread;

    /** What is known of a connection. */
    private static final class Pulse {
        private long bytes = -1;
        private long since;
        private boolean isAsked;
    }

    /**
     * Begins to look.
     *
     * @param sessions the connections that there are
     */
    KeepAlive(SessionContainer sessions, Duration interval, Duration timeout) {
        this.sessions = sessions;
        this.intervalNanos = interval.toNanos();
        this.timeoutNanos = timeout.toNanos();
        long shortest = Math.min(intervalNanos, timeoutNanos) / 4 + 1;
        long look = Math.min(shortest, LOOK.toNanos());
        this.thread = Thread.ofVirtual().name("http-keep-alive").start(() -> look(look));
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void look(long everyNanos) {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(everyNanos);
                var open = sessions.getSessions();
                pulses.keySet().retainAll(open);
                for (Session session : open) {
                    if (session instanceof HTTP2Session connection) {
                        look(connection, System.nanoTime());
                    }
                }
            }
        } catch (InterruptedException stop) {
            logger.debug("Connections are not looked at any more");
        }
    }

    private void look(HTTP2Session session, long now) {
        Pulse pulse = pulses.computeIfAbsent(session, _ -> new Pulse());
        long bytes = session.getEndPoint().getConnection().getBytesIn();
        if (bytes != pulse.bytes) {
            pulse.bytes = bytes;
            pulse.since = now;
            pulse.isAsked = false;
        } else if (!pulse.isAsked && now - pulse.since >= intervalNanos) {
            pulse.isAsked = true;
            pulse.since = now;
            session.ping(new PingFrame(now, false), Callback.NOOP);
        } else if (pulse.isAsked && now - pulse.since >= timeoutNanos) {
            logger.debug("A client does not answer; its connection is closed");
            pulse.since = now;
            session.close(NO_ERROR, "keep_alive_timeout", Callback.NOOP);
            session.getEndPoint().close();
        }
    }
}
