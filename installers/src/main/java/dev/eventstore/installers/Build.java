package dev.eventstore.installers;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What is built, and where.
 *
 * @param root of the sources
 * @param version numbers with dots only, as installers want it
 * @param commit that it is built from, empty if unknown
 * @param time that all files carry, so that the same sources give the same packages
 */
record Build(Path root, String version, String commit, Instant time, TargetSystem system) {
    Build {
        if (!version.matches("\\d+(\\.\\d+){1,2}")) {
            throw new IllegalArgumentException("No version for an installer: " + version);
        }
    }

    /**
     * Reads what Maven hands over.
     *
     * @param version may end in {@code -SNAPSHOT}
     * @param time as in ISO 8601
     */
    static Build of(Path root, String version, String commit, String time) {
        return new Build(
                root.toAbsolutePath().normalize(),
                version.replaceFirst("-SNAPSHOT$", ""),
                commit.strip(),
                Instant.parse(time),
                TargetSystem.current());
    }

    /** What lies between the sources and the packages. */
    Path scratch() {
        return root.resolve("installers/target/scratch");
    }

    /** What people download. */
    Path packages() {
        return root.resolve("installers/target/packages");
    }

    /** A file or folder of the module's sources. */
    Path source(String name) {
        return root.resolve("installers").resolve(name);
    }

    /** The processor as it stands in the names of files, {@code x64} or {@code aarch64}. */
    String processor() {
        String name = System.getProperty("os.arch", "");
        return name.equals("amd64") || name.equals("x86_64") ? "x64" : name;
    }

    /** A file name for downloads, without its ending. */
    String fileName(String bundle) {
        return "%s-%s-%s-%s".formatted(bundle, version, system.word(), processor());
    }
}
