package dev.eventstore.server.stats;

import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.LogFigures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a node in the text format of Prometheus. The registry is made when somebody asks
 * for the first time: until then nothing but plain counters costs anything. Thread-safe.
 */
public final class Metrics {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Operations operations;
    private final Requests requests;
    private final EventLog log;
    private final Connections connections;
    private @Nullable PrometheusMeterRegistry registry;

    public Metrics(
            Operations operations, Requests requests, EventLog log, Connections connections) {
        this.operations = operations;
        this.requests = requests;
        this.log = log;
        this.connections = connections;
    }

    /** Everything there is, as one text. */
    public synchronized String scrape() {
        if (registry == null) {
            registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            bindMachine(registry);
            bindOperations(registry);
            bindLog(registry);
            bindConnections(registry);
        }
        requests.bindTo(registry);
        return registry.scrape();
    }

    @SuppressWarnings("resource") // They live as long as the process.
    private static void bindMachine(MeterRegistry registry) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private void bindOperations(MeterRegistry registry) {
        for (Operation operation : Operation.values()) {
            FunctionTimer.builder(
                            "eventstore.operations",
                            operations,
                            all -> all.count(operation),
                            all -> all.totalNanos(operation),
                            TimeUnit.NANOSECONDS)
                    .tag("operation", operation.name().toLowerCase(Locale.ROOT))
                    .description("Operations on streams and how long they took")
                    .register(registry);
        }
        FunctionCounter.builder(
                        "eventstore.events.appended", operations, Operations::eventsAppended)
                .description("Events appended since the start")
                .register(registry);
        FunctionCounter.builder("eventstore.events.read", operations, Operations::eventsRead)
                .description("Events read since the start")
                .register(registry);
    }

    private void bindLog(MeterRegistry registry) {
        gauge(registry, "head", "Position of the newest event", all -> all.head().value());
        gauge(registry, "file.bytes", "Size of the database file", EventLog::fileBytes);
        gauge(
                registry,
                "waiting",
                "Changes waiting for the writer",
                all -> all.figures().waiting());
        counter(registry, "commits", "Batches that were committed", LogFigures::commits);
        counter(registry, "changes", "Changes in these batches", LogFigures::changes);
        counter(registry, "events", "Events in these batches", LogFigures::events);
        counter(registry, "bytes", "Bytes in these batches", LogFigures::bytes);
        counter(
                registry,
                "commit.seconds",
                "Time spent committing, disk included",
                figures -> figures.commitNanos() / NANOS_PER_SECOND);
    }

    private void bindConnections(MeterRegistry registry) {
        Gauge.builder("eventstore.tcp.connections", connections, all -> all.open().size())
                .description("TCP connections that are open")
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<EventLog> value) {
        Gauge.builder("eventstore.log." + name, log, value)
                .description(description)
                .register(registry);
    }

    private void counter(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<LogFigures> value) {
        FunctionCounter.builder(
                        "eventstore.log." + name,
                        log,
                        source -> value.applyAsDouble(source.figures()))
                .description(description)
                .register(registry);
    }
}
