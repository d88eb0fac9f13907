package dev.eventstore.launcher.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.node.Databases;
import dev.eventstore.server.node.PortConflict;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class NodeControllerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final NewEvent EVENT =
            new NewEvent(UUID.randomUUID(), "t", true, Payload.of("{}"), Payload.EMPTY);

    private final NodeController controller = new NodeController(InstantSource.system());
    @TempDir Path folder;

    @AfterEach
    void close() {
        controller.close();
    }

    @Test
    void a_node_goes_from_state_to_state() {
        List<String> states = new CopyOnWriteArrayList<>();
        controller.onChange(state -> states.add(state.getClass().getSimpleName()));

        controller.start(this::arguments).join();
        controller.stop().join();

        assertThat(states).containsExactly("Starting", "Running", "Stopping", "Stopped");
    }

    @Test
    void whoever_asks_for_a_start_does_not_wait() {
        long begin = System.nanoTime();
        var started = controller.start(this::arguments);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(200));
        assertThat(started.join()).isInstanceOf(NodeState.Running.class);
    }

    @Test
    void a_second_start_changes_nothing() {
        NodeState first = controller.start(this::arguments).join();
        assertThat(controller.start(this::arguments).join()).isSameAs(first);
    }

    @Test
    void a_port_that_is_taken_comes_with_its_holder_and_a_free_one() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "--http-port=" + other.getLocalPort();
            NodeState state =
                    controller.start(() -> List.of(port, "--tcp-port=0", "--mem-db")).join();

            Problem problem = ((NodeState.Failed) state).problem();
            PortConflict conflict = problem.conflict().orElseThrow();
            assertThat(problem.title()).contains("" + other.getLocalPort());
            assertThat(conflict.isNode()).isFalse();
            assertThat(conflict.nextFree()).isPresent();
        }
    }

    @Test
    void a_database_that_is_open_elsewhere_is_said_to_be() {
        NodeController other = new NodeController(InstantSource.system());
        try {
            other.start(this::arguments).join();
            NodeState state = controller.start(this::arguments).join();
            assertThat(((NodeState.Failed) state).problem().title())
                    .isEqualTo("The database is open elsewhere");
        } finally {
            other.close();
        }
        assertThat(controller.start(this::arguments).join()).isInstanceOf(NodeState.Running.class);
    }

    @Test
    void wrong_options_are_explained() {
        NodeState state = controller.start(() -> List.of("--http-port=x")).join();
        assertThat(((NodeState.Failed) state).problem().why()).contains("--http-port");
    }

    @Test
    void a_shutdown_from_outside_is_noticed() throws IOException {
        RunningNode node = controller.start(this::arguments).join().running().orElseThrow();
        assertThat(post(node, "/admin/shutdown")).isEqualTo(200);

        await().atMost(PATIENCE).until(() -> controller.state() instanceof NodeState.Stopped);
        assertThat(((NodeState.Stopped) controller.state()).why()).isPresent();
        assertThat(controller.start(this::arguments).join()).isInstanceOf(NodeState.Running.class);
    }

    @Test
    void a_reset_from_outside_begins_again_with_nothing() throws IOException {
        RunningNode node = controller.start(this::arguments).join().running().orElseThrow();
        StreamName stream = StreamName.of("s");
        node.node().streams().append(new Append(stream, Belief.ANY, List.of(EVENT)));
        assertThat(post(node, "/admin/reset?database=other")).isEqualTo(400);
        String name = node.node().databaseFolder().orElseThrow().getFileName().toString();
        assertThat(post(node, "/admin/reset?database=" + name)).isEqualTo(202);

        await().atMost(PATIENCE)
                .until(() ->
                        controller.state().running().filter(now -> !now.equals(node)).isPresent());
        RunningNode after = controller.state().running().orElseThrow();
        assertThat(after.node().streams().readEvent(new ReadEvent(stream, 0, false)))
                .isInstanceOf(ReadEventResult.NoStream.class);
    }

    @Test
    void going_back_from_outside_begins_again_with_a_snapshot() throws IOException {
        RunningNode node = controller.start(this::arguments).join().running().orElseThrow();
        StreamName stream = StreamName.of("s");
        assertThat(post(node, "/admin/snapshots?name=empty")).isEqualTo(201);
        node.node().streams().append(new Append(stream, Belief.ANY, List.of(EVENT)));
        String name = node.node().databaseFolder().orElseThrow().getFileName().toString();
        assertThat(post(node, "/admin/snapshots/empty/restore?database=" + name)).isEqualTo(202);

        await().atMost(PATIENCE)
                .until(() ->
                        controller.state().running().filter(now -> !now.equals(node)).isPresent());
        RunningNode after = controller.state().running().orElseThrow();
        assertThat(after.node().streams().readEvent(new ReadEvent(stream, 0, false)))
                .isInstanceOf(ReadEventResult.NoStream.class);
    }

    @Test
    void a_reset_leaves_a_temporary_database_where_its_snapshots_are() throws IOException {
        List<String> temporary = List.of("--http-port=0", "--tcp-port=0", "--insecure");
        RunningNode node = controller.start(() -> temporary).join().running().orElseThrow();
        Path place = node.folder().orElseThrow();
        node.node().streams().append(new Append(StreamName.of("s"), Belief.ANY, List.of(EVENT)));
        assertThat(post(node, "/admin/snapshots?name=one")).isEqualTo(201);

        RunningNode after = controller.reset().join().running().orElseThrow();

        assertThat(after.isTemporary()).isTrue();
        assertThat(after.folder()).hasValue(place);
        assertThat(after.node().streams().readEvent(new ReadEvent(StreamName.of("s"), 0, false)))
                .isInstanceOf(ReadEventResult.NoStream.class);
        assertThat(place.resolve("snapshots")).isNotEmptyDirectory();
        controller.stop().join();
        Databases.discardAll(place);
    }

    private static int post(RunningNode node, String path) throws IOException {
        HttpURLConnection asking =
                (HttpURLConnection) node.address().resolve(path).toURL().openConnection();
        asking.setRequestMethod("POST");
        asking.setDoOutput(true);
        try (OutputStream body = asking.getOutputStream()) {
            body.write(new byte[0]);
        }
        return asking.getResponseCode();
    }

    @Test
    void many_rounds_leak_no_thread_no_file_and_no_memory() throws IOException {
        int rounds = Integer.getInteger("rounds", 5);
        for (int i = 0; i < 3; i++) {
            round();
        }
        long threads = threads();
        long files = files();
        long heap = heap();

        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            long begin = System.nanoTime();
            round();
            millis.add((System.nanoTime() - begin) / 1_000_000);
        }

        await().atMost(PATIENCE).until(() -> threads() <= threads + 2);
        assertThat(files()).as("open files").isLessThanOrEqualTo(files + 3);
        assertThat(heap() - heap).as("bytes of heap").isLessThan(16L * 1024 * 1024);
        assertThat(millis).as("milliseconds of each round").allMatch(each -> each < 20_000);
    }

    private void round() {
        assertThat(controller.start(this::arguments).join()).isInstanceOf(NodeState.Running.class);
        assertThat(controller.stop().join()).isInstanceOf(NodeState.Stopped.class);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool"))
                .filter(thread -> !thread.getName().startsWith("VirtualThread"))
                .count();
    }

    /** Where the system tells. */
    private static long files() throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (!Files.isDirectory(open)) {
            return 0;
        }
        try (var descriptors = Files.list(open)) {
            return descriptors.filter(each -> !isLibrary(each)).count();
        }
    }

    /** Jars stay open once a class of them was needed. */
    private static boolean isLibrary(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().endsWith(".jar");
        } catch (IOException gone) {
            return true;
        }
    }

    private static long heap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private List<String> arguments() {
        return List.of(
                "--db=" + folder.resolve("db"), "--http-port=0", "--tcp-port=0", "--insecure");
    }
}
