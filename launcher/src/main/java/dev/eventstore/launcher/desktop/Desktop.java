package dev.eventstore.launcher.desktop;

import dev.eventstore.launcher.job.Jobs;
import dev.eventstore.launcher.log.LogBuffer;
import dev.eventstore.launcher.node.NodeArguments;
import dev.eventstore.launcher.node.NodeController;
import dev.eventstore.launcher.node.NodeState;
import dev.eventstore.launcher.node.RunningNode;
import dev.eventstore.launcher.node.SessionChoices;
import dev.eventstore.launcher.platform.AppFolders;
import dev.eventstore.launcher.settings.DatabaseChoice;
import dev.eventstore.launcher.settings.LauncherSettings;
import dev.eventstore.launcher.settings.NodeChoices;
import dev.eventstore.launcher.settings.SettingsStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The program without its window: node, settings, log and work that takes a while. Windows and tray
 * show its {@link Situation} and tell it what the user wants. Nothing here waits. Thread-safe.
 */
public final class Desktop implements AutoCloseable {
    private static final int DISK_SECONDS = 10;

    private final AppFolders folders;
    private final String profile;
    private final SettingsStore store;
    private final LogBuffer log;
    private final NodeController controller;
    private final Jobs jobs = new Jobs(this::changed);
    private final FigureSampler sampler = new FigureSampler();
    private final DiskWatch disk = new DiskWatch();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> warned = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService seconds =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("figures").factory());
    private volatile SessionChoices session;
    private volatile Figures figures = Figures.NONE;
    private volatile Optional<String> notice;
    private volatile boolean hasTray;

    /**
     * Puts it together; nothing runs yet.
     *
     * @param profile its name, empty for the usual one
     */
    public Desktop(
            AppFolders folders,
            String profile,
            SettingsStore store,
            SessionChoices session,
            LogBuffer log,
            InstantSource clock) {
        this.folders = folders;
        this.profile = profile;
        this.store = store;
        this.session = session;
        this.log = log;
        notice = store.notice();
        controller = new NodeController(clock);
        controller.onChange(this::nodeChanged);
        var _ = seconds.scheduleWithFixedDelay(this::sample, 1, 1, TimeUnit.SECONDS);
        var _ = seconds.scheduleWithFixedDelay(this::lookAtDisk, 1, DISK_SECONDS, TimeUnit.SECONDS);
    }

    /** Calls back when there is something new to show, on any thread; must be quick. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Calls back with each new state of the node, on its controller's thread; must be quick. */
    public void onState(Consumer<NodeState> listener) {
        controller.onChange(listener);
    }

    /** Calls back with what the user should know at once, on any thread; must be quick. */
    public void onWarning(Consumer<String> listener) {
        warned.add(listener);
    }

    /** All that there is to show now. */
    public Situation situation() {
        LauncherSettings settings = store.settings();
        return new Situation(
                controller.state(),
                figures,
                settings,
                session.over(settings.node()),
                jobs.state(),
                notice,
                hasTray,
                profile);
    }

    /** Where the program keeps its things. */
    public AppFolders folders() {
        return folders;
    }

    /** The newest lines of the log. */
    public LogBuffer log() {
        return log;
    }

    /** Work that takes a while. */
    public Jobs jobs() {
        return jobs;
    }

    /** Work on databases. */
    public DatabaseWork databases() {
        return new DatabaseWork(this);
    }

    public CompletableFuture<NodeState> startNode() {
        return controller.start(this::arguments);
    }

    public CompletableFuture<NodeState> stopNode() {
        return controller.stop();
    }

    public CompletableFuture<NodeState> restartNode() {
        return controller.restart(this::arguments);
    }

    /** Changes settings; what concerns the node holds from its next start. */
    public void change(UnaryOperator<LauncherSettings> change) {
        store.change(change);
        changed();
    }

    /** Chooses what the node shall be like, also from the next start of the program on. */
    public void choose(NodeChoices choices) {
        store.change(settings -> settings.with(choices));
        session =
                new SessionChoices(
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        session.options());
        changed();
    }

    /** Goes to another database and starts on it, also from the next start of the program on. */
    public CompletableFuture<NodeState> open(Path folder) {
        DatabaseChoice choice = new DatabaseChoice.InFolder(folder);
        store.change(settings -> settings.with(settings.node().withDatabase(choice)));
        session = session.withDatabase(Optional.empty());
        return restartNode();
    }

    /** Goes to a database that nobody keeps, until the program ends or another one is opened. */
    public CompletableFuture<NodeState> openPassing(DatabaseChoice.Passing choice) {
        session = session.withDatabase(Optional.of(choice));
        return restartNode();
    }

    /**
     * Starts the node on other ports.
     *
     * @param forGood whether that becomes a setting
     */
    public CompletableFuture<NodeState> startOn(int httpPort, int tcpPort, boolean forGood) {
        if (forGood) {
            store.change(settings -> settings.with(settings.node().withPorts(httpPort, tcpPort)));
            session = session.withPorts(OptionalInt.empty(), OptionalInt.empty());
        } else {
            session = session.withPorts(OptionalInt.of(httpPort), OptionalInt.of(tcpPort));
        }
        return restartNode();
    }

    /** A temporary database has become one that stays; the node runs on it. */
    void kept(Path folder) {
        DatabaseChoice choice = new DatabaseChoice.InFolder(folder);
        store.change(
                settings -> settings.with(settings.node().withDatabase(choice)).withRecent(folder));
        session = session.withDatabase(Optional.empty());
        changed();
    }

    /** Lets the node begin again with an empty database. */
    CompletableFuture<NodeState> reset() {
        return controller.reset();
    }

    /** The user has seen the notice. */
    public void dismissNotice() {
        notice = Optional.empty();
        changed();
    }

    /** Tells whether there is an icon in the tray. */
    public void trayIs(boolean there) {
        hasTray = there;
        changed();
    }

    List<String> arguments() {
        return NodeArguments.of(
                session.over(store.settings().node()), session.options(), folders.logs());
    }

    private void nodeChanged(NodeState state) {
        state.running()
                .filter(running -> !running.isTemporary())
                .flatMap(RunningNode::folder)
                .ifPresent(folder -> store.change(settings -> settings.withRecent(folder)));
        if (state.running().isEmpty()) {
            figures = Figures.NONE;
        }
        changed();
    }

    private void sample() {
        Optional<RunningNode> running = controller.state().running();
        if (running.isPresent()) {
            figures = sampler.sample(running.get().node());
        } else {
            sampler.forget();
        }
        changed();
    }

    private void lookAtDisk() {
        controller
                .state()
                .running()
                .flatMap(RunningNode::folder)
                .flatMap(disk::look)
                .ifPresent(this::warn);
    }

    private void warn(String text) {
        notice = Optional.of(text);
        warned.forEach(listener -> listener.accept(text));
        changed();
    }

    void changed() {
        listeners.forEach(Runnable::run);
    }

    /** Stops the node, waiting for it. */
    @Override
    public void close() {
        jobs.cancel();
        seconds.shutdownNow();
        controller.close();
    }
}
