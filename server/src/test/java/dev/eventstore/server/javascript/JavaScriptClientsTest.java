package dev.eventstore.server.javascript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.eventstore.server.config.Settings;
import dev.eventstore.server.javascript.NodeJs.Report;
import dev.eventstore.server.node.Node;
import dev.eventstore.server.node.StartFailedException;
import dev.eventstore.server.node.certificate.DevelopmentCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people's JavaScript programs are built on, against two nodes: one open, one guarded. */
class JavaScriptClientsTest {
    private static final Logger logger = LoggerFactory.getLogger(JavaScriptClientsTest.class);

    private static final String NO_NODE =
            "There is no `node` on the path. Install Node.js, at least version 18.";
    private static final String NO_CLIENTS =
            "The clients are not installed. Run `npm ci` in server/src/test/node.";

    private final Map<String, String> addresses = new HashMap<>();

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void a_client_of_the_field_finds_everything_as_it_expects(JavaScriptClient client)
            throws Exception {
        assumePlayable(client);
        DevelopmentCertificate certificate = certificate();

        try (RestartableNode open = openNode();
                Node _ = guardedNode(certificate)) {
            addresses.put("RESTART_URL", open.restartUri().toString());
            Report report = NodeJs.play(client.file(), addresses, folder.resolve("report.txt"));

            assertThat(report.ended()).as(report.output()).isEqualTo(Report.WELL);
            assertThat(report.count("pass"))
                    .as(report.output())
                    .isGreaterThanOrEqualTo(client.scenariosMin());
            assertThat(report.count("skipped")).isZero();
        }
    }

    /**
     * Goes on only if there is everything to play with; on CI only Node.js itself may be missing.
     */
    private static void assumePlayable(JavaScriptClient client) throws InterruptedException {
        int version = NodeJs.version().orElse(0);
        if (version == 0) {
            skip(NO_NODE);
        }
        if (version < client.versionMin()) {
            skip(client.file() + " needs Node.js " + client.versionMin() + ", not " + version);
        }
        if (!NodeJs.hasClients()) {
            if ("true".equals(System.getenv("CI"))) {
                fail(NO_CLIENTS);
            }
            skip(NO_CLIENTS);
        }
    }

    private static void skip(String why) {
        String message =
                """


                ############################################################################
                #  THE SCENARIOS OF THE JAVASCRIPT CLIENTS WERE NOT PLAYED.
                #  %s
                ############################################################################
                """
                        .formatted(why);
        logger.warn(message);
        abort(message);
    }

    private RestartableNode openNode() throws StartFailedException, IOException {
        return new RestartableNode(
                "--db",
                folder.resolve("database").toString(),
                "--insecure",
                "--ext-http-port",
                freePort("OPEN_HTTP_PORT"),
                "--ext-tcp-port",
                freePort("OPEN_TCP_PORT"));
    }

    private Node guardedNode(DevelopmentCertificate certificate)
            throws StartFailedException, IOException {
        return Node.start(
                Settings.of(
                        "--mem-db",
                        "--ext-http-port",
                        freePort("GUARDED_HTTP_PORT"),
                        "--ext-tcp-port",
                        freePort("GUARDED_TCP_PORT"),
                        "--ext-secure-tcp-port",
                        freePort("GUARDED_SECURE_TCP_PORT"),
                        "--certificate-file",
                        certificate.chain().toString(),
                        "--certificate-private-key-file",
                        certificate.key().toString()));
    }

    private DevelopmentCertificate certificate() throws IOException, GeneralSecurityException {
        DevelopmentCertificate made =
                DevelopmentCertificate.in(folder.resolve("certificates"), Instant.now());
        addresses.put("AUTHORITY_FILE", made.authority().toString());
        // What the scenarios themselves fetch over HTTPS.
        addresses.put("NODE_EXTRA_CA_CERTS", made.authority().toString());
        return made;
    }

    /** A port that is free now, and told to the scenarios; a restart needs to know it before. */
    private String freePort(String variable) throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                String port = Integer.toString(socket.getLocalPort());
                // One that was told a moment ago is free as well, but somebody waits for it.
                if (!addresses.containsValue(port)) {
                    addresses.put(variable, port);
                    return port;
                }
            }
        }
    }
}
