package dev.eventstore.server.crash;

import dev.eventstore.server.Main;
import dev.eventstore.server.fixture.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The console node in a process of its own. */
public final class NodeProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("HTTP: (http://\\S+)");

    private final JavaProcess process;
    private final URI uri;

    private NodeProcess(JavaProcess process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Starts it, and returns when it answers. */
    public static NodeProcess start(Path database) throws IOException {
        JavaProcess process =
                JavaProcess.start(
                        Main.class,
                        List.of(
                                "--db",
                                database.toString(),
                                "--ext-http-port",
                                "0",
                                "--ext-tcp-port",
                                "0",
                                "--write-stats-to-db",
                                "false"));
        URI uri = null;
        StringBuilder output = new StringBuilder();
        while (uri == null) {
            String line = process.line();
            if (line == null) {
                throw new IOException("The node did not start: " + output);
            }
            output.append(line).append('\n');
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                uri = URI.create(address.group(1));
            }
        }
        Thread.ofVirtual().start(process::drain);
        return new NodeProcess(process, uri);
    }

    /** Where HTTP is served. */
    public URI uri() {
        return uri;
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
