package dev.eventstore.server.crash;

import dev.eventstore.server.Main;
import dev.eventstore.server.fixture.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The console node in a process of its own. */
public final class NodeProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("HTTP: (http://\\S+)");
    private static final Pattern TCP = Pattern.compile("TCP: \\S+:(\\d+)");

    private final JavaProcess process;
    private final URI uri;
    private final int tcpPort;

    private NodeProcess(JavaProcess process, URI uri, int tcpPort) {
        this.process = process;
        this.uri = uri;
        this.tcpPort = tcpPort;
    }

    /**
     * Starts it, and returns when it answers.
     *
     * @param options more options, as on the command line
     */
    public static NodeProcess start(Path database, String... options) throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--db",
                                database.toString(),
                                "--ext-http-port",
                                "0",
                                "--ext-tcp-port",
                                "0",
                                "--write-stats-to-db",
                                "false"));
        arguments.addAll(List.of(options));
        JavaProcess process = JavaProcess.start(Main.class, arguments);
        // It tells both before it says that it is ready.
        URI uri = URI.create(find(process, ADDRESS));
        int tcpPort = Integer.parseInt(find(process, TCP));
        Thread.ofVirtual().start(process::drain);
        return new NodeProcess(process, uri, tcpPort);
    }

    /** Reads lines until one has what is looked for. */
    private static String find(JavaProcess process, Pattern wanted) throws IOException {
        StringBuilder output = new StringBuilder();
        for (String line = process.line(); line != null; line = process.line()) {
            output.append(line).append('\n');
            Matcher found = wanted.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new IOException("The node did not start: " + output);
    }

    /** Where HTTP is served. */
    public URI uri() {
        return uri;
    }

    /** Where TCP is served. */
    public int tcpPort() {
        return tcpPort;
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
