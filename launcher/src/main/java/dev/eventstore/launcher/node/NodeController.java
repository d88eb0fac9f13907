package dev.eventstore.launcher.node;

import dev.eventstore.server.config.Invocation;
import dev.eventstore.server.config.Settings;
import dev.eventstore.server.node.Node;
import dev.eventstore.server.node.StartFailedException;
import dev.eventstore.server.node.StartReport;
import dev.eventstore.server.node.StopRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops the node. All that happens to it happens on one thread, so that whoever asks
 * never waits, and two wishes never meet. Thread-safe.
 */
public final class NodeController implements AutoCloseable {
    /** How long a stop may take before the program ends all the same. */
    public static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private static final Logger logger = LoggerFactory.getLogger(NodeController.class);

    private final InstantSource clock;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("node-control").factory());
    private final List<Consumer<NodeState>> listeners = new CopyOnWriteArrayList<>();
    private volatile NodeState state = new NodeState.Stopped(Optional.empty());

    /** Only touched by the controller's thread. */
    private Supplier<List<String>> lastArguments = List::of;

    public NodeController(InstantSource clock) {
        this.clock = clock;
    }

    /** What the node is doing now. */
    public NodeState state() {
        return state;
    }

    /**
     * Calls back with each new state.
     *
     * @param listener must be quick; it is called on the controller's thread
     */
    public void onChange(Consumer<NodeState> listener) {
        listeners.add(listener);
    }

    /**
     * Starts the node, unless it runs.
     *
     * @param arguments options as on the command line, read when it is their turn
     * @return completes with what came of it
     */
    public CompletableFuture<NodeState> start(Supplier<List<String>> arguments) {
        return act(() -> startWith(arguments));
    }

    /** Stops the node, if it runs. */
    public CompletableFuture<NodeState> stop() {
        return act(() -> stopNow(Optional.empty()));
    }

    /** Stops the node if it runs, and starts it. */
    public CompletableFuture<NodeState> restart(Supplier<List<String>> arguments) {
        return act(() -> {
            stopNow(Optional.empty());
            startWith(arguments);
        });
    }

    /**
     * Removes all events of the node that runs, if one does, and starts it again in the same place,
     * where its snapshots still are.
     */
    public CompletableFuture<NodeState> reset() {
        return act(() -> state.running().map(RunningNode::node).ifPresent(this::resetNow));
    }

    private void resetNow(Node node) {
        stopNow(Optional.empty());
        beginAgain(node, node::discard);
    }

    private CompletableFuture<NodeState> act(Runnable wish) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        wish.run();
                    } catch (RuntimeException bug) {
                        logger.error("The node's controller failed", bug);
                        show(new NodeState.Failed(Problems.surprising(bug)));
                    }
                    return state;
                },
                thread);
    }

    private void startWith(Supplier<List<String>> arguments) {
        lastArguments = arguments;
        startNow(arguments.get(), UnaryOperator.identity());
    }

    private void startNow(List<String> arguments, UnaryOperator<Settings> change) {
        if (!state.canStart()) {
            return;
        }
        Instant begin = clock.instant();
        show(new NodeState.Starting(begin));
        switch (Invocation.of(arguments, Map.of(), null)) {
            case Invocation.Run(Settings settings, List<String> warnings) ->
                    start(change.apply(settings), warnings, begin);
            case Invocation.Print(String text) ->
                    show(new NodeState.Failed(Problems.options(List.of(text))));
            case Invocation.Refused(List<String> problems) -> {
                problems.forEach(problem -> logger.error("{}", problem));
                show(new NodeState.Failed(Problems.options(problems)));
            }
        }
    }

    private void start(Settings settings, List<String> warnings, Instant begin) {
        Node node;
        try {
            node = Node.start(settings);
        } catch (StartFailedException failed) {
            logger.error("{}", failed.getMessage());
            logger.debug("In detail", failed);
            show(new NodeState.Failed(Problems.of(failed)));
            return;
        }
        Optional<String> unanswered = SelfCheck.failure(node.address());
        if (unanswered.isPresent()) {
            node.close();
            logger.error("{}", unanswered.get());
            show(new NodeState.Failed(Problems.unanswered(unanswered.get())));
            return;
        }
        List<String> told = new ArrayList<>(warnings);
        SelfCheck.warning(node.address()).ifPresent(told::add);
        told.forEach(warning -> logger.warn("{}", warning));
        StartReport.tell(node, settings, Duration.between(begin, clock.instant()));
        RunningNode running =
                new RunningNode(
                        node,
                        settings.access().everyoneIsAdmin(),
                        "https".equals(node.address().getScheme()),
                        clock.instant(),
                        told);
        show(new NodeState.Running(running));
        var _ = node.stopRequest().thenAccept(request -> follow(node, request));
    }

    private void follow(Node node, StopRequest request) {
        if (!thread.isShutdown()) {
            var _ = act(() -> stopAsAsked(node, request));
        }
    }

    /** Somebody stopped it from outside, or its database failed. */
    private void stopAsAsked(Node node, StopRequest request) {
        if (state.running().filter(running -> running.node() == node).isEmpty()) {
            return;
        }
        stopNow(Optional.of("It was shut down through its Admin UI or API."));
        switch (request) {
            case StopRequest.Shutdown() -> {}
            case StopRequest.Reset() -> beginAgain(node, node::discard);
            case StopRequest.GoBack() -> beginAgain(node, node::goBack);
            case StopRequest.Broken(RuntimeException reason) -> {
                logger.error("The database failed; the node stopped", reason);
                show(new NodeState.Failed(Problems.broken(reason)));
            }
        }
    }

    /** What is done with a database while no node has it open. */
    private interface Change {
        void apply() throws IOException;
    }

    private void beginAgain(Node before, Change change) {
        try {
            change.apply();
            startNow(lastArguments.get(), before::again);
        } catch (IOException remains) {
            logger.error("The database cannot be removed or replaced", remains);
            show(new NodeState.Failed(Problems.surprising(new UncheckedIOException(remains))));
        }
    }

    private void stopNow(Optional<String> why) {
        if (state instanceof NodeState.Failed) {
            show(new NodeState.Stopped(Optional.empty()));
            return;
        }
        Optional<RunningNode> running = state.running();
        if (running.isEmpty()) {
            return;
        }
        show(new NodeState.Stopping(clock.instant()));
        logger.info("Stopping");
        running.get().node().close();
        logger.info("Stopped");
        show(new NodeState.Stopped(why));
    }

    private void show(NodeState next) {
        state = next;
        listeners.forEach(listener -> listener.accept(next));
    }

    /** Stops the node and then this; waits for both, {@link #STOP_WITHIN} at most. */
    @Override
    public void close() {
        var _ = stop();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                logger.warn("The node did not stop within {} s", STOP_WITHIN.toSeconds());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
