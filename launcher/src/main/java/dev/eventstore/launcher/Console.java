package dev.eventstore.launcher;

import dev.eventstore.launcher.cli.Question;
import dev.eventstore.launcher.cli.Start;
import dev.eventstore.launcher.instance.Instance;
import dev.eventstore.launcher.node.NodeArguments;
import dev.eventstore.launcher.node.SessionChoices;
import dev.eventstore.launcher.platform.AppFolders;
import dev.eventstore.launcher.settings.DatabaseChoice;
import dev.eventstore.launcher.settings.LauncherSettings;
import dev.eventstore.launcher.settings.SettingsStore;
import dev.eventstore.server.config.Invocation;
import dev.eventstore.server.config.Settings;
import dev.eventstore.server.node.ConsoleNode;
import java.io.FileDescriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node without a window. Its options are those of the console node; a profile that is named
 * adds what was chosen in its window. It can be asked as a window can, unless another program of
 * the same profile runs.
 */
final class Console {
    private static final Logger logger = LoggerFactory.getLogger(Console.class);

    private Console() {}

    /** Runs until it is stopped; returns the exit code. */
    static int run(Start start) {
        List<String> arguments = arguments(start);
        // The file that a node reads by itself is the one of the service on this computer.
        return switch (Invocation.of(arguments, System.getenv(), null)) {
            case Invocation.Run(Settings settings, List<String> warnings) ->
                    run(start, new ConsoleNode(settings, warnings));
            case Invocation.Print(String text) -> {
                Main.print(FileDescriptor.out, text);
                yield ConsoleNode.FINE;
            }
            case Invocation.Refused(List<String> problems) -> {
                Main.print(FileDescriptor.err, String.join("\n", problems));
                yield ConsoleNode.MISUSED;
            }
        };
    }

    private static List<String> arguments(Start start) {
        if (start.profile().isEmpty() || start.wantsText()) {
            List<String> arguments = new ArrayList<>(start.nodeOptions());
            switch (start.database().orElse(DatabaseChoice.Passing.TEMPORARY)) {
                case DatabaseChoice.InFolder(var folder) -> arguments.add("--db=" + folder);
                case DatabaseChoice.Passing.IN_MEMORY -> arguments.add("--mem-db");
                case DatabaseChoice.Passing.TEMPORARY -> {
                    // What a node that is told nothing makes.
                }
            }
            return arguments;
        }
        AppFolders folders = ProfileFolders.of(start.profile(), start.dataDir());
        LauncherSettings settings =
                SettingsStore.in(
                                folders.config(),
                                LauncherSettings.initial(folders.data().resolve("default")))
                        .settings();
        SessionChoices session = SessionChoices.of(start.nodeOptions(), start.database());
        return NodeArguments.of(session.over(settings.node()), session.options(), folders.logs());
    }

    private static int run(Start start, ConsoleNode node) {
        if (!start.isHeadless() && start.profile().isEmpty()) {
            return node.run();
        }
        Optional<Instance> instance = claim(start);
        try {
            return node.run();
        } finally {
            instance.ifPresent(Console::release);
        }
    }

    private static Optional<Instance> claim(Start start) {
        try {
            Optional<Instance> instance =
                    Instance.claim(ProfileFolders.of(start.profile(), start.dataDir()).runtime());
            if (instance.isPresent()) {
                instance.get().serve(Console::answer);
            }
            return instance;
        } catch (IOException unusable) {
            logger.debug("This node cannot be asked from a command line", unusable);
            return Optional.empty();
        }
    }

    private static String answer(String request) {
        return Question.of(request)
                .map(question ->
                        switch (question) {
                            case STATUS ->
                                    "Running without a window, process "
                                            + ProcessHandle.current().pid()
                                            + ".";
                            case START -> "It runs.";
                            case STOP, QUIT -> {
                                // After the answer has gone out.
                                Thread.ofPlatform().name("quit").start(() -> System.exit(0));
                                yield "Stopping.";
                            }
                        })
                .orElse("There is no window; it runs in a console.");
    }

    private static void release(Instance instance) {
        try {
            instance.close();
        } catch (IOException lost) {
            logger.debug("The lock was not released in good order", lost);
        }
    }
}
