package dev.eventstore.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortHolderTest {
    @Test
    void linux_tells_which_process_listens() throws IOException {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortHolder.of(socket.getLocalPort()))
                    .hasValueSatisfying(holder -> {
                        assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
                        assertThat(holder.command()).contains("java");
                    });
        }
    }

    @Test
    void linux_tells_whose_program_listens_even_if_it_is_another_users(@TempDir Path folder)
            throws IOException {
        Path proc = Files.createDirectories(folder.resolve("net"));
        Files.writeString(
                proc.resolve("tcp"),
                """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
                   0: 0100007F:0841 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000 0 7
                   1: 0100007F:0841 00000000:0000 0A 00000000:00000000 00:00000000 00000000   998 0 8
                """);
        Path users = folder.resolve("passwd");
        Files.writeString(users, "root:x:0:0::/root:/bin/sh\neventstore:x:998:998::/:/bin/false\n");

        assertThat(PortHolder.userOf(folder, users, 2113)).hasValue("eventstore");
        assertThat(PortHolder.userOf(folder, users, 2114)).isEmpty();
    }

    @Test
    void macos_names_the_process_in_a_line_of_its_own() {
        assertThat(PortHolder.inLsof(List.of("p4711", "f12"))).hasValue(4711);
        assertThat(PortHolder.inLsof(List.of())).isEmpty();
    }

    @Test
    void windows_lists_listening_sockets_in_any_language() {
        List<String> lines =
                List.of(
                        "  Proto  Lokale Adresse  Remoteadresse  Status  PID",
                        "  TCP    127.0.0.1:12113  0.0.0.0:0  ABHÖREN  1",
                        "  TCP    127.0.0.1:2113  127.0.0.1:5000  HERGESTELLT  2",
                        "  TCP    127.0.0.1:2113  0.0.0.0:0  ABHÖREN  4711");
        assertThat(PortHolder.inNetstat(lines, 2113)).hasValue(4711);
        assertThat(PortHolder.inNetstat(lines, 113)).isEmpty();
    }

    @Test
    void another_node_on_the_port_is_recognised() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        HttpServer other = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        other.createContext(
                "/info",
                exchange -> {
                    byte[] body = "{\"esVersion\":\"5.0\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        other.start();
        int port = other.getAddress().getPort();
        try {
            assertThat(PortTaken.conflict(loopback, port, "--http-port").sentence())
                    .contains("Port " + port, "another Event Store node", "--http-port ");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void something_else_on_the_port_is_not_called_a_node() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket silent = new ServerSocket(0, 1, loopback)) {
            assertThat(
                            PortTaken.conflict(loopback, silent.getLocalPort(), "--http-port")
                                    .sentence())
                    .contains("is taken by")
                    .doesNotContain("another Event Store node");
        }
    }
}
