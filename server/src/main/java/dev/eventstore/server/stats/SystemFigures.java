package dev.eventstore.server.stats;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Figures of the machine: processor, memory, the drive with the database. */
final class SystemFigures {
    private static final int PERCENT = 100;

    private final Supplier<Optional<Path>> database;

    /**
     * @param database the folder whose drive counts, empty if nothing is on disk
     */
    SystemFigures(Supplier<Optional<Path>> database) {
        this.database = database;
    }

    /** Asks the platform when somebody looks: loading what answers takes a while. */
    static OperatingSystemMXBean platform() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    Stat.Group read() {
        OperatingSystemMXBean system = platform();
        Stat.Builder figures =
                new Stat.Builder()
                        .chart(
                                "cpu",
                                Math.max(0, system.getCpuLoad()) * PERCENT,
                                "Machine",
                                "Machine Cpu Usage")
                        .put("freeMem", system.getFreeMemorySize());
        database.get().ifPresent(folder -> figures.put("drive", drive(folder)));
        return figures.build();
    }

    private static Stat.Group drive(Path folder) {
        Stat.Builder drives = new Stat.Builder();
        try {
            FileStore store = Files.getFileStore(folder);
            long total = store.getTotalSpace();
            long available = store.getUsableSpace();
            long used = total - available;
            Stat.Group figures =
                    new Stat.Builder()
                            .put("availableBytes", available)
                            .put("totalBytes", total)
                            .put("usage", (total == 0 ? 0 : used * PERCENT / total) + "%")
                            .put("usedBytes", used)
                            .build();
            drives.put(mountPoint(folder, store), figures);
        } catch (IOException untold) {
            return drives.build();
        }
        return drives.build();
    }

    /** The topmost folder above that lies on the same drive. */
    private static String mountPoint(Path folder, FileStore store) throws IOException {
        Path here = folder.toRealPath();
        Path above = here.getParent();
        while (above != null && Files.getFileStore(above).equals(store)) {
            here = above;
            above = here.getParent();
        }
        return here.toString();
    }
}
