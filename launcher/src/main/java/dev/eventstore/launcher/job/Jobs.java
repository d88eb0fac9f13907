package dev.eventstore.launcher.job;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does work that takes a while, one piece at a time, beside everything else. Thread-safe. */
public final class Jobs {
    private static final Logger logger = LoggerFactory.getLogger(Jobs.class);

    private final Runnable onChange;
    private @Nullable JobState state;

    /**
     * @param onChange is told when there is something new to show; must be quick
     */
    public Jobs(Runnable onChange) {
        this.onChange = onChange;
    }

    /** The work that is under way, or the last one until it is dismissed. */
    public synchronized Optional<JobState> state() {
        return Optional.ofNullable(state);
    }

    /** Whether work is under way. */
    public synchronized boolean isBusy() {
        return state != null && !state.isOver();
    }

    /**
     * Begins a piece of work, unless another is under way.
     *
     * @return completes with what came of it; the state of the other one if there is one
     */
    public CompletableFuture<JobState> begin(String title, Work work) {
        synchronized (this) {
            if (state != null && !state.isOver()) {
                return CompletableFuture.completedFuture(state);
            }
            state = new JobState(title, -1, "", JobState.Stage.RUNNING);
        }
        onChange.run();
        CompletableFuture<JobState> end = new CompletableFuture<>();
        Thread.ofVirtual().name("job").start(() -> end.complete(run(title, work)));
        return end;
    }

    /** Tells the work that is under way to end. */
    public void cancel() {
        synchronized (this) {
            if (state != null && state.stage() == JobState.Stage.RUNNING) {
                state =
                        new JobState(
                                state.title(),
                                state.done(),
                                state.note(),
                                JobState.Stage.CANCELLING);
            }
        }
        onChange.run();
    }

    /** Forgets work that is over. */
    public void dismiss() {
        synchronized (this) {
            if (state != null && state.isOver()) {
                state = null;
            }
        }
        onChange.run();
    }

    private JobState run(String title, Work work) {
        try {
            String outcome = work.run(new Reporting());
            logger.info("{}: {}", title, outcome);
            return show(new JobState(title, 1, outcome, JobState.Stage.DONE));
        } catch (CancelledException cancelled) {
            return show(new JobState(title, 0, "Cancelled.", JobState.Stage.CANCELLED));
        } catch (IOException | RuntimeException failed) {
            logger.error("{} failed", title, failed);
            String why = failed.getMessage() == null ? failed.toString() : failed.getMessage();
            return show(new JobState(title, 0, why, JobState.Stage.FAILED));
        }
    }

    private JobState show(JobState next) {
        synchronized (this) {
            state = next;
        }
        onChange.run();
        return next;
    }

    private final class Reporting implements Progress {
        @Override
        public void report(double done, String note) {
            synchronized (Jobs.this) {
                if (state == null || state.isOver()) {
                    return;
                }
                state = new JobState(state.title(), done, note, state.stage());
            }
            onChange.run();
        }

        @Override
        public boolean isCancelled() {
            synchronized (Jobs.this) {
                return state != null && state.stage() == JobState.Stage.CANCELLING;
            }
        }
    }
}
