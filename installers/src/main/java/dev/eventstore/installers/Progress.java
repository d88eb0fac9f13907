package dev.eventstore.installers;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Tells what the build is doing, a line at a time. */
final class Progress {
    private static final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private Progress() {}

    static void tell(String sentence) {
        out.println("[installers] " + sentence);
    }
}
