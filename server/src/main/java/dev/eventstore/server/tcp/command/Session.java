package dev.eventstore.server.tcp.command;

import dev.eventstore.server.tcp.frame.Frame;
import dev.eventstore.server.tcp.frame.Request;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** One connection, as commands see it. Thread-safe. */
public interface Session {
    /** Something to be done for a request. */
    @FunctionalInterface
    interface Work {
        void run() throws BadRequest, InterruptedException;
    }

    /** Puts packages behind those that wait to be sent. Does not wait. */
    void send(Frame frame);

    /** Waits until the client has taken enough of what waits for it. */
    void awaitRoom() throws InterruptedException;

    /** Address and port of the client. */
    String remote();

    /** What the client calls its connection; empty if it did not tell. */
    String name();

    /** Whether the client knows revisions beyond 32 bits. */
    boolean knowsLongRevisions();

    /** The client told who it is. */
    void identify(int version, String name);

    /**
     * Begins something here and now, and goes on with it once that is ready, on whatever thread it
     * is; waits if the client has too much going on. What the client sends one after the other
     * begins in that order.
     */
    void begin(Request request, Supplier<CompletableFuture<Work>> work) throws InterruptedException;

    /** Does something here and now; what the client sends next comes after it. */
    void runInOrder(Request request, Work work);

    /**
     * Does something here once all packages that are here already are handled. What several of them
     * ask for can so be done in one go. Only while a request is handled.
     */
    void whenQuiet(Runnable work);

    /** Does something on a thread of its own; waits if the client has too much going on. */
    void run(Request request, Work work) throws InterruptedException;

    /** Does something that takes much memory: one thing at a time, and when there is room. */
    void runInTurn(Request request, Work work) throws InterruptedException;

    /** The subscriptions that the client has. */
    OpenSubscriptions subscriptions();

    /** The transactions that were begun here. */
    BegunTransactions transactions();
}
