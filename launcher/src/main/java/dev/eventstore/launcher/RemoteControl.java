package dev.eventstore.launcher;

import dev.eventstore.launcher.cli.Question;
import dev.eventstore.launcher.instance.InstanceClient;
import java.io.FileDescriptor;
import java.nio.file.Path;
import java.util.Optional;

/** Asks something of the program that runs already. */
final class RemoteControl {
    /** The exit code when there is no such program, as service managers have it. */
    private static final int NOT_RUNNING = 3;

    private RemoteControl() {}

    /** Prints the answer; returns the exit code. */
    static int ask(Question question, Optional<String> profile, Optional<Path> dataDir) {
        Optional<String> answer =
                InstanceClient.ask(ProfileFolders.of(profile, dataDir).runtime(), question.word());
        Main.print(FileDescriptor.out, answer.orElse("Event Store is not running."));
        return answer.isPresent() ? 0 : NOT_RUNNING;
    }
}
