package dev.eventstore.server;

import dev.eventstore.server.config.Invocation;
import dev.eventstore.server.config.Settings;
import dev.eventstore.server.node.ConsoleNode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;

/** Starts the console node. */
public final class Main {
    private Main() {}

    /** Arguments become settings, settings become a node. */
    public static void main(String[] arguments) {
        System.exit(
                switch (Invocation.of(
                        List.of(arguments), System.getenv(), Invocation.defaultConfigFile())) {
                    case Invocation.Run(Settings settings, List<String> warnings) ->
                            new ConsoleNode(settings, warnings).run();
                    case Invocation.Print(String text) -> {
                        print(FileDescriptor.out, text);
                        yield ConsoleNode.FINE;
                    }
                    case Invocation.Refused(List<String> problems) -> {
                        print(FileDescriptor.err, String.join("\n", problems));
                        yield ConsoleNode.MISUSED;
                    }
                });
    }

    private static void print(FileDescriptor where, String text) {
        PrintStream out = new PrintStream(new FileOutputStream(where), true);
        out.println(text);
        out.flush();
    }
}
