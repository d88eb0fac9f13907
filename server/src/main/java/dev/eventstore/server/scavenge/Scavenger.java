package dev.eventstore.server.scavenge;

import dev.eventstore.server.eventlog.EventLog;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts and stops the scavenges of one log, of which one runs at a time. Safe for any thread. */
public final class Scavenger implements AutoCloseable {
    private final EventLog log;
    private final ScavengeHistory history;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /** The newest, which may have ended. */
    private @Nullable ScavengeRun newest;

    /**
     * @param log whose events are removed
     * @param clock tells how old an event is
     * @param ids names the scavenges
     */
    public Scavenger(
            EventLog log, ScavengeHistory history, InstantSource clock, Supplier<UUID> ids) {
        this.log = log;
        this.history = history;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Goes on with what a crash or the last stop of the node interrupted.
     *
     * @return the scavenge that runs again, if there is one
     */
    public synchronized Optional<UUID> resume() {
        if (running().isEmpty()) {
            ScavengeRun.unfinished(log).ifPresent(this::run);
        }
        return current();
    }

    /** Starts one in the background. */
    public synchronized StartResult start(ScavengeSettings settings) {
        Optional<UUID> running = current();
        if (running.isPresent()) {
            return new StartResult.AlreadyRunning(running.get());
        }
        UUID id = ids.get();
        run(ScavengeRun.begin(log, id, clock.instant(), settings));
        return new StartResult.Started(id);
    }

    /** The one that runs. */
    public synchronized Optional<UUID> current() {
        return running().map(ScavengeRun::id);
    }

    /** Stops one for good. */
    public synchronized StopResult stop(UUID id) {
        Optional<ScavengeRun> wanted = running().filter(run -> run.id().equals(id));
        wanted.ifPresent(ScavengeRun::stop);
        return wanted.isPresent() ? StopResult.STOPPING : StopResult.NOT_RUNNING;
    }

    /** Lets go of the log; what runs goes on after {@link #resume} at the next start. */
    @Override
    public synchronized void close() {
        try {
            if (newest != null) {
                newest.suspend();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Progress progress) {
        ScavengeRun run = new ScavengeRun(log, history, clock, progress);
        newest = run;
        run.start();
    }

    private Optional<ScavengeRun> running() {
        return Optional.ofNullable(newest).filter(ScavengeRun::isRunning);
    }
}
