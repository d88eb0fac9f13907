package dev.eventstore.server.stats;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Figures of this process: memory, threads, garbage collection, disk traffic. */
final class ProcessFigures {
    private static final Path IO = Path.of("/proc/self/io");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double PERCENT = 100;
    private static final double NANOS = 1e9;

    private long cpuNanos;
    private long measuredNanos = System.nanoTime();

    /** One thread at a time: the share of the processor is that since the last call. */
    Stat.Group read(Connections connections) {
        double share = processorShare();
        int processors = Runtime.getRuntime().availableProcessors();
        return new Stat.Builder()
                .put("startTime", startTime())
                .put("id", ProcessHandle.current().pid())
                .chart("mem", memory(), "Process", "Process Virtual Memory")
                .chart("cpu", share * PERCENT, "Process", "Process Cpu Usage")
                .chart(
                        "cpuScaled",
                        share * PERCENT / processors,
                        "Process",
                        "Process Cpu Usage Scaled by Logical Processor Count")
                .put("threadsCount", ManagementFactory.getThreadMXBean().getThreadCount())
                .put("contentionsRate", 0)
                .put("thrownExceptionsRate", 0)
                .put("gc", collections())
                .put("diskIo", disk())
                .put("tcp", traffic(connections))
                .build();
    }

    private double processorShare() {
        long now = System.nanoTime();
        long used = SystemFigures.platform().getProcessCpuTime();
        double share = (used - cpuNanos) / (double) Math.max(1, now - measuredNanos);
        cpuNanos = used;
        measuredNanos = now;
        return Math.max(0, share);
    }

    private static String startTime() {
        long start = ManagementFactory.getRuntimeMXBean().getStartTime();
        return Instant.ofEpochMilli(start).toString();
    }

    /** Resident memory where the system tells, else what the virtual machine has taken. */
    private static long memory() {
        Long kilobytes = fields(STATUS).get("VmRSS");
        return kilobytes == null ? Runtime.getRuntime().totalMemory() : kilobytes * 1024;
    }

    private static Stat.Group collections() {
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
        long upMillis = ManagementFactory.getRuntimeMXBean().getUptime();
        long millis =
                collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
        long young = collectors.isEmpty() ? 0 : collectors.getFirst().getCollectionCount();
        long old = collectors.size() < 2 ? 0 : collectors.getLast().getCollectionCount();
        return new Stat.Builder()
                .put("allocationSpeed", 0)
                .put("gen0ItemsCount", young)
                .put("gen0Size", pool("Eden"))
                .put("gen1ItemsCount", young)
                .put("gen1Size", pool("Survivor"))
                .put("gen2ItemsCount", old)
                .put("gen2Size", pool("Old") + pool("Tenured"))
                .put("largeHeapSize", 0)
                .put("timeInGc", millis * PERCENT / Math.max(1, upMillis))
                .put(
                        "totalBytesInHeaps",
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed())
                .build();
    }

    private static long pool(String name) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().contains(name))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
    }

    private static Stat.Group disk() {
        Map<String, Long> io = fields(IO);
        return new Stat.Builder()
                .put("readBytes", io.getOrDefault("read_bytes", 0L))
                .put("writtenBytes", io.getOrDefault("write_bytes", 0L))
                .put("readOps", io.getOrDefault("syscr", 0L))
                .put("writeOps", io.getOrDefault("syscw", 0L))
                .build();
    }

    private Stat.Group traffic(Connections connections) {
        List<Connections.Connection> open = connections.open();
        long sent = open.stream().mapToLong(Connections.Connection::bytesSent).sum();
        long received = open.stream().mapToLong(Connections.Connection::bytesReceived).sum();
        return new Stat.Builder()
                .put("connections", open.size())
                .put("receivingSpeed", 0.0)
                .put("sendingSpeed", 0.0)
                .put("inSend", 0)
                .put("measureTime", Durations.text((long) NANOS))
                .put("pendingReceived", 0)
                .put("pendingSend", 0)
                .put("receivedBytesSinceLastRun", 0)
                .put("receivedBytesTotal", received)
                .put("sentBytesSinceLastRun", 0)
                .put("sentBytesTotal", sent)
                .build();
    }

    /** Reads lines such as {@code VmRSS: 1234 kB}; nothing where there is no such file. */
    private static Map<String, Long> fields(Path file) {
        Map<String, Long> fields = new HashMap<>();
        try {
            for (String line :
                    Files.isReadable(file) ? Files.readAllLines(file) : List.<String>of()) {
                String[] words = line.split(":?\\s+", 3);
                if (words.length >= 2 && words[1].matches("\\d{1,18}")) {
                    fields.put(words[0], Long.valueOf(words[1]));
                }
            }
        } catch (IOException untold) {
            return Map.of();
        }
        return fields;
    }
}
