package dev.eventstore.installers;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of an image through its own program, in which it does what people do. At its end Java
 * writes a cache of classes in the state in which they are used, with the profiles of their
 * methods. From then on the program starts from that, and compiles early what is called often. A
 * cache that does not fit costs speed only.
 */
final class TrainingRun {
    /** For the whole run with the making of the cache. */
    private static final Duration WITHIN = Duration.ofMinutes(5);

    /** The name of the cache, beside the jars. */
    static final String CACHE = "app.aot";

    /** With what was compiled before, a start compiles more than two cores have time for. */
    private static final String WITHOUT_PROFILES =
            " -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining";

    private final Build build;
    private final AppImage image;
    private final boolean isConsole;
    private int httpPort;
    private int tcpPort;

    /**
     * @param isConsole whether its program is the node without a window
     */
    TrainingRun(Build build, AppImage image, boolean isConsole) {
        this.build = build;
        this.image = image;
        this.isConsole = isConsole;
    }

    void leaveCache() throws IOException {
        Path data = Files.createTempDirectory("eventstore-training");
        Path cache = image.jars().resolve(CACHE);
        try (Screen screen = isConsole ? Screen.none() : Screen.open()) {
            Process process = start(screen, data, cache);
            try {
                tour(data);
                await(process);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Folders.delete(data);
        }
        if (!Files.exists(cache)) {
            throw new BuildFailedException("The run of " + image.root() + " left no " + CACHE);
        }
        try (var programs = Files.list(image.jars())) {
            for (Path config : programs.filter(TrainingRun::isConfig).toList()) {
                new LauncherConfig(config).addOption("-XX:AOTCache=$APPDIR/" + CACHE);
            }
        }
    }

    private static boolean isConfig(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".cfg") && !name.startsWith(".");
    }

    private Process start(Screen screen, Path data, Path cache) throws IOException {
        httpPort = freePort();
        tcpPort = freePort();
        List<String> command = new ArrayList<>();
        command.add(image.program(image.name()).toString());
        if (isConsole) {
            command.addAll(List.of("--db", data.resolve("db").toString()));
            // The window's node has them running anyway.
            command.addAll(List.of("--run-projections", "System", "--start-standard-projections"));
        } else {
            command.addAll(List.of("--data-dir", data.toString(), "--temp"));
        }
        command.addAll(List.of("--http-port", Integer.toString(httpPort)));
        command.addAll(List.of("--tcp-port", Integer.toString(tcpPort)));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                build.scratch().resolve(image.name() + "/training.log").toFile());
        builder.environment().putAll(screen.environment());
        builder.environment().put("TMPDIR", data.toString());
        builder.environment()
                .put(
                        "JAVA_TOOL_OPTIONS",
                        "-XX:AOTCacheOutput=" + quoted(cache.toString()) + WITHOUT_PROFILES);
        return builder.start();
    }

    /** Java splits the variable at spaces, except in quotes. */
    private static String quoted(String path) {
        return path.contains(" ") ? '"' + path + '"' : path;
    }

    private void tour(Path data) throws IOException {
        try {
            Tour tour = new Tour(httpPort);
            tour.take();
            new TcpTraffic(tcpPort).make();
            new GrpcTraffic(httpPort).make();
            if (isConsole) {
                tour.shutDown();
            } else {
                // The window stays when its node is shut down.
                Tool.run(
                        data,
                        Map.of(),
                        List.of(
                                image.program(image.name()).toString(),
                                "quit",
                                "--data-dir",
                                data.toString()));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new BuildFailedException("The tour was interrupted");
        }
    }

    private void await(Process process) {
        try {
            if (!process.waitFor(WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new BuildFailedException("The training run did not end");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new BuildFailedException("The training run was interrupted");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
