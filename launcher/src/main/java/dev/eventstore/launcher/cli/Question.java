package dev.eventstore.launcher.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be asked of a program that runs already. */
public enum Question {
    /** What it does. */
    STATUS,
    /** To start its node. */
    START,
    /** To stop its node. */
    STOP,
    /** To end altogether. */
    QUIT;

    /** The word for it on a command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The question that a word stands for. */
    public static Optional<Question> of(String word) {
        return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
