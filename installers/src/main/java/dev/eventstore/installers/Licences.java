package dev.eventstore.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The licence of the program and the lists of its libraries, put into every image. */
final class Licences {
    private Licences() {}

    static void copy(Build build, Path to) throws IOException {
        copy(build.root().resolve("LICENSE"), to);
        // Maven makes these; the launcher has all libraries, the node some of them.
        copy(build.root().resolve("launcher/target/THIRD-PARTY.txt"), to);
        copy(billOfMaterials(build), to);
    }

    /** All libraries with their versions, checksums and licences, in the format CycloneDX. */
    static Path billOfMaterials(Build build) {
        Path bill = build.root().resolve("launcher/target/bom.json");
        if (!Files.exists(bill)) {
            throw new BuildFailedException(
                    bill + " is missing. Maven makes it, but not with --offline (-o).");
        }
        return bill;
    }

    private static void copy(Path file, Path to) throws IOException {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
}
