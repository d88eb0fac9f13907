package dev.eventstore.bench;

import dev.eventstore.server.config.Settings;
import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.node.Node;
import dev.eventstore.server.stream.Append;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A node in a process of its own, and the other end of the pipe to it. The node does what it is
 * told line by line, and answers in lines that begin with a mark.
 */
final class ObservedNode implements AutoCloseable {
    private static final String MARK = "observed ";
    private static final String FIGURES = "figures";
    private static final String APPEND = "append ";
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;
    private final int tcpPort;
    private final int httpPort;

    /**
     * What the process takes, when its garbage is collected.
     *
     * @param heap bytes that live
     * @param resident bytes of memory as the system sees it, −1 where it does not tell
     * @param cpuBefore milliseconds of processor since the start, before the collection
     * @param cpuAfter the same, after it
     */
    record Figures(long heap, long resident, long cpuBefore, long cpuAfter) {}

    private ObservedNode(Process process) throws IOException {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        String[] ports = answer();
        this.tcpPort = Integer.parseInt(ports[0]);
        this.httpPort = Integer.parseInt(ports[1]);
    }

    /**
     * Starts one.
     *
     * @param options of its Java
     */
    static ObservedNode start(List<String> options) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(java);
        builder.command().addAll(options);
        builder.command().add("-cp");
        builder.command().add(System.getProperty("java.class.path"));
        builder.command().add(ObservedNode.class.getName());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new ObservedNode(builder.start());
    }

    int tcpPort() {
        return tcpPort;
    }

    int httpPort() {
        return httpPort;
    }

    Figures figures() throws IOException {
        in.println(FIGURES);
        String[] told = answer();
        return new Figures(
                Long.parseLong(told[0]),
                Long.parseLong(told[1]),
                Long.parseLong(told[2]),
                Long.parseLong(told[3]));
    }

    /** Has one event appended; does not wait for it. */
    void append(String stream) {
        in.println(APPEND + stream);
    }

    private String[] answer() throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith(MARK)) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("The node has ended");
        }
        return line.substring(MARK.length()).split(" ", -1);
    }

    @Override
    public void close() {
        in.close();
        process.destroy();
    }

    /** The node itself. */
    public static void main(String[] arguments) throws Exception {
        Settings settings =
                Settings.of(
                        "--insecure", "--ext-http-port", "0", "--ext-tcp-port", "0", "--mem-db");
        try (Node node = Node.start(settings);
                BufferedReader orders =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            say(node.tcpPort().orElseThrow() + " " + node.address().getPort());
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                if (line.equals(FIGURES)) {
                    say(ownFigures());
                } else {
                    StreamName stream = StreamName.of(line.substring(APPEND.length()));
                    node.streams()
                            .append(
                                    new Append(
                                            stream,
                                            ExpectedVersion.Belief.ANY,
                                            BenchDatabase.events(1)));
                }
            }
        }
    }

    private static void say(String what) {
        System.out.println(MARK + what);
    }

    private static String ownFigures() throws IOException, InterruptedException {
        long cpuBefore = cpuMillis();
        // What was in use a moment ago may need a second time.
        System.gc();
        Thread.sleep(SETTLING);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory();
        return heap + " " + resident() + " " + cpuBefore + " " + cpuMillis();
    }

    private static long cpuMillis() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(-1);
    }
}
