package dev.eventstore.launcher;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;

/**
 * JavaFX, waking up. That takes longer than anything else at the start, and most of it waits for
 * the system: so it begins first, on a thread of its own.
 */
final class Toolkit {
    private final CompletableFuture<Void> awake = new CompletableFuture<>();

    private Toolkit() {}

    static Toolkit wake() {
        Toolkit toolkit = new Toolkit();
        // Not a daemon: JavaFX's own thread would become one as well, and not keep the program.
        Thread.ofPlatform().name("toolkit").start(toolkit::startUp);
        return toolkit;
    }

    private void startUp() {
        try {
            // What is hidden, or not there yet, must not end it; so this comes first.
            Platform.setImplicitExit(false);
            Platform.startup(() -> {});
            awake.complete(null);
        } catch (RuntimeException | LinkageError failure) {
            awake.completeExceptionally(failure);
        }
    }

    /**
     * Waits until it is awake.
     *
     * @throws UnsupportedOperationException if there is no display
     */
    void await() {
        try {
            awake.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof UnsupportedOperationException noDisplay
                    ? noDisplay
                    : failed;
        }
    }
}
