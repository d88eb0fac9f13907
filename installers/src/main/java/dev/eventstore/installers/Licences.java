package dev.eventstore.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The licence of the program and the list of those of its libraries, put into every image. */
final class Licences {
    private Licences() {}

    static void copy(Build build, Path to) throws IOException {
        Files.copy(
                build.root().resolve("LICENSE"),
                to.resolve("LICENSE"),
                StandardCopyOption.REPLACE_EXISTING);
        Path libraries = build.root().resolve("installers/target/THIRD-PARTY.txt");
        if (Files.exists(libraries)) {
            Files.copy(
                    libraries, to.resolve("THIRD-PARTY.txt"), StandardCopyOption.REPLACE_EXISTING);
        } else {
            Progress.tell("There is no %s: the image will not have it".formatted(libraries));
        }
    }
}
