package dev.eventstore.launcher;

import dev.eventstore.launcher.cli.CommandLine;
import dev.eventstore.launcher.cli.Question;
import dev.eventstore.launcher.cli.Start;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Starts Event Store on a desktop: the window where there is a display, else the console node. Does
 * not extend JavaFX's application class, which would need JavaFX on the module path.
 */
public final class Main {
    /** Set to true, the program ends in good order as soon as the one that started it is gone. */
    private static final String STOP_WITH_PARENT = "eventstore.stopWithParent";

    private static final int MISUSED = 2;

    private Main() {}

    /** Does what the command line asks for. */
    public static void main(String[] arguments) {
        if (Boolean.getBoolean(STOP_WITH_PARENT)) {
            ProcessHandle.current().parent().ifPresent(Main::stopAfter);
        }
        switch (CommandLine.of(List.of(arguments))) {
            case CommandLine.Run(Start start) -> run(start);
            case CommandLine.Ask(
                            Question question,
                            Optional<String> profile,
                            Optional<Path> dataDir) ->
                    System.exit(RemoteControl.ask(question, profile, dataDir));
            case CommandLine.Print(String text) -> print(FileDescriptor.out, text);
            case CommandLine.Refused(List<String> problems) -> {
                print(FileDescriptor.err, String.join("\n", problems));
                System.exit(MISUSED);
            }
        }
    }

    private static void run(Start start) {
        if (start.isHeadless() || start.wantsText() || !Display.isThere()) {
            System.exit(Console.run(start));
        }
        // Before all that the window needs besides: even the logs take a while to wake up.
        WindowedProgram.run(start, Toolkit.wake());
    }

    static void print(FileDescriptor where, String text) {
        PrintStream out = new PrintStream(new FileOutputStream(where), true);
        out.println(text);
        out.flush();
    }

    private static void stopAfter(ProcessHandle parent) {
        Thread.ofPlatform()
                .daemon()
                .name("parent-watch")
                .start(() -> {
                    parent.onExit().join();
                    System.exit(0);
                });
    }
}
