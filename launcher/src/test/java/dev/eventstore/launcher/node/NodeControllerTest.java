package dev.eventstore.launcher.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.node.PortConflict;
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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class NodeControllerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
        HttpURLConnection asking =
                (HttpURLConnection)
                        node.address().resolve("/admin/shutdown").toURL().openConnection();
        asking.setRequestMethod("POST");
        asking.setDoOutput(true);
        try (OutputStream body = asking.getOutputStream()) {
            body.write(new byte[0]);
        }
        assertThat(asking.getResponseCode()).isEqualTo(200);

        await().atMost(PATIENCE).until(() -> controller.state() instanceof NodeState.Stopped);
        assertThat(((NodeState.Stopped) controller.state()).why()).isPresent();
        assertThat(controller.start(this::arguments).join()).isInstanceOf(NodeState.Running.class);
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
