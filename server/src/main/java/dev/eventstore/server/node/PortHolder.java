package dev.eventstore.server.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The process that listens on a TCP port, as far as the system tells.
 *
 * @param command the program, empty if unknown
 */
record PortHolder(long pid, String command) {
    private static final long TOOL_SECONDS = 2;
    private static final int COMMAND_LENGTH_MAX = 120;
    private static final String LISTENING = "0A";
    private static final Path PROC = Path.of("/proc");

    /** Finds out who listens on a port. */
    static Optional<PortHolder> of(int port) {
        OptionalLong pid =
                switch (System.getProperty("os.name", "").toLowerCase(Locale.ROOT)) {
                    case String os when os.startsWith("linux") -> inProc(PROC, port);
                    case String os when os.startsWith("mac") ->
                            inLsof(output("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fp"));
                    case String os when os.startsWith("windows") ->
                            inNetstat(output("netstat", "-ano", "-p", "TCP"), port);
                    default -> OptionalLong.empty();
                };
        return pid.isEmpty() ? Optional.empty() : Optional.of(named(pid.getAsLong()));
    }

    /**
     * Finds out whose program listens on a port. Linux tells that also where it does not tell which
     * program of another user it is; other systems tell both or nothing.
     */
    static Optional<String> userOf(int port) {
        return userOf(PROC, Path.of("/etc/passwd"), port);
    }

    /** Looks the owner of the listening socket up among the users of this computer. */
    static Optional<String> userOf(Path proc, Path users, int port) {
        return listening(proc, port).stream()
                .map(fields -> fields[7])
                .findFirst()
                .flatMap(id ->
                        lines(users).stream()
                                .map(line -> line.split(":", -1))
                                .filter(user -> user.length > 2 && user[2].equals(id))
                                .map(user -> user[0])
                                .findFirst());
    }

    /** The lines about sockets that listen on a port, in their fields. */
    private static List<String[]> listening(Path proc, int port) {
        return Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(proc.resolve(table)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 9 && fields[3].equals(LISTENING))
                .filter(fields -> fields[1].endsWith(String.format(":%04X", port)))
                .toList();
    }

    /** Looks the listening socket up, then the process that has it open. */
    static OptionalLong inProc(Path proc, int port) {
        List<String> sockets =
                listening(proc, port).stream().map(fields -> "socket:[" + fields[9] + "]").toList();
        if (sockets.isEmpty()) {
            return OptionalLong.empty();
        }
        try (Stream<Path> entries = Files.list(proc)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("\\d+"))
                    .filter(process -> hasOpen(process.resolve("fd"), sockets))
                    .mapToLong(process -> Long.parseLong(process.getFileName().toString()))
                    .findFirst();
        } catch (IOException | UncheckedIOException untold) {
            return OptionalLong.empty();
        }
    }

    /** Reads lines such as {@code p1234}. */
    static OptionalLong inLsof(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("p\\d+"))
                .mapToLong(line -> Long.parseLong(line.substring(1)))
                .findFirst();
    }

    /** Reads lines such as {@code TCP 127.0.0.1:2113 0.0.0.0:0 LISTENING 1234}. */
    static OptionalLong inNetstat(List<String> lines, int port) {
        // The word for the state is translated; a listening socket has the peer port 0.
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length == 5 && fields[0].equals("TCP"))
                .filter(fields -> fields[1].endsWith(":" + port) && fields[2].endsWith(":0"))
                .filter(fields -> fields[4].matches("\\d+"))
                .mapToLong(fields -> Long.parseLong(fields[4]))
                .findFirst();
    }

    private static boolean hasOpen(Path descriptors, List<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(descriptors)) {
            for (Path file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException untold) {
            // Processes come and go, and those of other users are closed to us.
            return false;
        }
        return false;
    }

    private static PortHolder named(long pid) {
        String command =
                ProcessHandle.of(pid)
                        .map(ProcessHandle::info)
                        .flatMap(info -> info.commandLine().or(info::command))
                        .orElse("");
        boolean isLong = command.length() > COMMAND_LENGTH_MAX;
        return new PortHolder(
                pid, isLong ? command.substring(0, COMMAND_LENGTH_MAX) + "…" : command);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException untold) {
            return List.of();
        }
    }

    private static List<String> output(String... command) {
        try {
            Path file = Files.createTempFile("eventstore-port", ".txt");
            try {
                Process tool =
                        new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectOutput(file.toFile())
                                .start();
                if (!tool.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)) {
                    tool.destroyForcibly();
                }
                return lines(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException untold) {
            return List.of();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
