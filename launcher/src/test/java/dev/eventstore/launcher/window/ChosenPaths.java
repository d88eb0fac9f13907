package dev.eventstore.launcher.window;

import dev.eventstore.launcher.window.dialog.Choosers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Somebody who chooses what a test says, and else nothing. */
final class ChosenPaths implements Choosers {
    private final Deque<Path> next = new ArrayDeque<>();

    /** What is chosen when it is asked for the next time. */
    void choose(Path path) {
        next.add(path);
    }

    @Override
    public Optional<Path> folder(String title, Optional<Path> start) {
        return Optional.ofNullable(next.poll());
    }

    @Override
    public Optional<Path> fileToSave(String title, String name) {
        return Optional.ofNullable(next.poll());
    }

    @Override
    public Optional<Path> fileToOpen(String title) {
        return Optional.ofNullable(next.poll());
    }
}
