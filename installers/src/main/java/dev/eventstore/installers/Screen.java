package dev.eventstore.installers;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the window is shown in training: on the user's display, or on one without a screen. */
final class Screen implements AutoCloseable {
    private static final String DISPLAY = "DISPLAY";

    private final @Nullable Process server;
    private final Map<String, String> environment;

    /**
     * @param server what must be ended, {@code null} if nothing was started
     */
    private Screen(@Nullable Process server, Map<String, String> environment) {
        this.server = server;
        this.environment = environment;
    }

    /** For programs without a window. */
    static Screen none() {
        return new Screen(null, Map.of());
    }

    /** The display that is there, else a new one of Xvfb. */
    static Screen open() throws IOException {
        boolean isThere =
                TargetSystem.current() != TargetSystem.LINUX
                        || !System.getenv().getOrDefault(DISPLAY, "").isBlank();
        if (isThere) {
            return none();
        }
        if (!Tool.isThere("Xvfb")) {
            throw new BuildFailedException(
                    "The window must be shown once: set DISPLAY, or install Xvfb");
        }
        Process server =
                new ProcessBuilder(
                                "Xvfb",
                                "-displayfd",
                                "1",
                                "-screen",
                                "0",
                                "1400x900x24",
                                "-nolisten",
                                "tcp")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        StringBuilder number = new StringBuilder();
        for (int next = server.getInputStream().read();
                next != '\n' && next >= 0;
                next = server.getInputStream().read()) {
            number.append((char) next);
        }
        if (number.isEmpty()) {
            throw new BuildFailedException("Xvfb did not start");
        }
        return new Screen(server, Map.of(DISPLAY, ":" + number));
    }

    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() {
        if (server != null) {
            server.destroy();
        }
    }
}
