package dev.eventstore.launcher.window.settings;

import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.desktop.Status;
import dev.eventstore.launcher.job.CancelledException;
import dev.eventstore.launcher.job.Progress;
import dev.eventstore.server.config.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What somebody needs to know who shall help. Holds no events and no passwords. */
final class Diagnostics {
    /** How many log files are saved at most. */
    private static final int FILES_MAX = 20;

    private Diagnostics() {}

    static String facts(Situation situation) {
        return """
        %s
        Java %s (%s), JavaFX %s
        %s %s %s
        Node: %s
        """
                .formatted(
                        Version.current().sentence(),
                        Runtime.version(),
                        System.getProperty("java.vendor"),
                        System.getProperty("javafx.runtime.version", "unknown"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        Status.of(situation))
                .stripTrailing();
    }

    /** Writes the facts and the log files to an archive. */
    static String save(Path archive, String facts, Path logs, Progress progress)
            throws IOException, CancelledException {
        List<Path> files;
        try (Stream<Path> found = Files.list(logs)) {
            files = found.filter(Files::isRegularFile).sorted().limit(FILES_MAX).toList();
        }
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("about.txt"));
            zip.write(facts.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < files.size(); i++) {
                if (progress.isCancelled()) {
                    throw new CancelledException();
                }
                progress.report((double) i / files.size(), files.get(i).getFileName().toString());
                zip.putNextEntry(new ZipEntry("logs/" + files.get(i).getFileName()));
                Files.copy(files.get(i), zip);
            }
        }
        return "Saved to " + archive;
    }
}
