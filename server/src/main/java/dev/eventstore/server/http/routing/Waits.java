package dev.eventstore.server.http.routing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The waits of calls for something to happen, which a stopping front end cuts short so that the
 * calls are answered with what there is. Thread-safe.
 */
public final class Waits implements WaitRunner {
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    /** Something that blocks until it happens or its own time is up. */
    @FunctionalInterface
    public interface Wait {
        void block() throws InterruptedException;
    }

    @Override
    public boolean run(Wait wait) throws InterruptedException {
        var me = new Waiting(Thread.currentThread());
        waiting.add(me);
        try {
            if (over) {
                return false;
            }
            wait.block();
        } catch (InterruptedException e) {
            if (!me.end()) {
                throw e;
            }
            return false;
        } finally {
            waiting.remove(me);
            if (me.end()) {
                // The interruption may have come after the wait was over: it was meant for it.
                Thread.interrupted();
            }
        }
        return true;
    }

    /** Answers whether waits are cut short by now. */
    public boolean isOver() {
        return over;
    }

    /** Cuts short all waits, those that begin later included. */
    public void cutShort() {
        over = true;
        waiting.forEach(Waiting::cutShort);
    }

    private static final class Waiting {
        private final Thread thread;
        private boolean cut;
        private boolean ended;

        Waiting(Thread thread) {
            this.thread = thread;
        }

        synchronized void cutShort() {
            if (!ended && !cut) {
                cut = true;
                thread.interrupt();
            }
        }

        /** Ends the wait and answers whether it was cut short. */
        synchronized boolean end() {
            ended = true;
            return cut;
        }
    }
}
