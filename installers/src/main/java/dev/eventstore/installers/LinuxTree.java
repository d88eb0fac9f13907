package dev.eventstore.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** What a Linux package puts where, as a folder that stands for the root of the system. */
final class LinuxTree {
    /** Where the image goes. */
    static final String HOME = "opt/eventstore";

    private static final List<Integer> ICON_SIZES = List.of(16, 24, 32, 48, 64, 128, 256);

    private LinuxTree() {}

    /** Lays the tree out in an empty folder. */
    static void lay(Build build, Path image, Path root) throws IOException {
        Folders.copy(image, root.resolve(HOME));
        for (String program : List.of("eventstore", "eventstored")) {
            Path link = root.resolve("usr/bin/" + program);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of("/" + HOME + "/bin/" + program));
        }
        put(build, "eventstore.service", root.resolve("usr/lib/systemd/system"));
        put(build, "eventstore.conf", root.resolve("etc/eventstore"));
        put(build, "eventstore.desktop", root.resolve("usr/share/applications"));
        put(build, "eventstore.xml", root.resolve("usr/share/mime/packages"));
        put(build, "port-80.conf", root.resolve("usr/share/doc/eventstore/examples"));
        Path documents = root.resolve("usr/share/doc/eventstore");
        Files.copy(build.root().resolve("LICENSE"), documents.resolve("copyright"));
        for (int size : ICON_SIZES) {
            String folder = "usr/share/icons/hicolor/%dx%d/apps".formatted(size, size);
            Path icon = Files.createDirectories(root.resolve(folder)).resolve("eventstore.png");
            Files.write(icon, Icon.png(size));
        }
        Path scalable = root.resolve("usr/share/icons/hicolor/scalable/apps");
        Files.copy(
                build.root().resolve("webui/src/main/resources/web/favicon.svg"),
                Files.createDirectories(scalable).resolve("eventstore.svg"));
        permit(root);
        Folders.setTimes(root, build.time());
    }

    private static void put(Build build, String name, Path folder) throws IOException {
        Files.copy(build.source("linux/" + name), Files.createDirectories(folder).resolve(name));
    }

    /** Everybody may read, nobody but root may write, whatever the umask of the build is. */
    private static void permit(Path root) throws IOException {
        for (Path path : Folders.all(root)) {
            if (!Files.isSymbolicLink(path)) {
                boolean isOpen = Files.isDirectory(path) || Files.isExecutable(path);
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(isOpen ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
