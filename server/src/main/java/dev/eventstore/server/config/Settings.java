package dev.eventstore.server.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the user asked for, checked and typed.
 *
 * @param scavengeHistory how long the history of scavenges is kept
 * @param options every option with its value and where that came from
 */
public record Settings(
        DatabasePlace database,
        Listening listening,
        Tcp tcp,
        Advertised advertised,
        Encryption encryption,
        Access access,
        Http http,
        Grpc grpc,
        Logs logs,
        Statistics statistics,
        Projections projections,
        Duration scavengeHistory,
        List<OptionValue> options) {

    /** The same with another database. */
    public Settings with(DatabasePlace other) {
        return new Settings(
                other,
                listening,
                tcp,
                advertised,
                encryption,
                access,
                http,
                grpc,
                logs,
                statistics,
                projections,
                scavengeHistory,
                options);
    }

    /**
     * Where the node listens.
     *
     * @param httpPort 0 for any free port
     * @param tcpPort 0 for any free port
     */
    public record Listening(InetAddress address, int httpPort, int tcpPort) {}

    /**
     * What clients are told to connect to.
     *
     * @param host empty for the real address
     * @param httpPort 0 for the real port
     * @param tcpPort 0 for the real port
     * @param secureTcpPort 0 for the real port
     */
    public record Advertised(String host, int httpPort, int tcpPort, int secureTcpPort) {}

    /**
     * How TCP is served.
     *
     * @param isPlain whether in clear text, on {@link Listening#tcpPort}
     * @param securePort where with TLS, 0 for nowhere
     * @param heartbeatInterval after how much silence a client is asked for a sign of life
     * @param heartbeatTimeout how long it may take to give one
     * @param pendingBytesMax how many bytes may wait for a client before its requests wait
     */
    public record Tcp(
            boolean isPlain,
            int securePort,
            Duration heartbeatInterval,
            Duration heartbeatTimeout,
            int pendingBytesMax) {}

    /**
     * Who may come in.
     *
     * @param everyoneIsAdmin no password is asked for
     * @param trustedHeader the ES-TrustedAuth header is believed
     * @param anonymousByAcl callers without a login may do what access lists grant everybody
     * @param logFailures failed logins are logged
     * @param hosts further names under which clients may call the node, in lower case
     * @param origins web origins whose pages may change data
     */
    public record Access(
            boolean everyoneIsAdmin,
            boolean trustedHeader,
            boolean anonymousByAcl,
            boolean logFailures,
            Set<String> hosts,
            Set<String> origins) {}

    /**
     * What is served over HTTP.
     *
     * @param caching whether clients may cache
     * @param logRequests whether each request is logged
     */
    public record Http(
            boolean caching, boolean logRequests, boolean admin, boolean stats, boolean gossip) {}

    /**
     * How gRPC is served.
     *
     * @param appendBytesMax how much may be appended in one go
     * @param eventBytesMax how large one event of it may be
     * @param pingInterval after how much silence a client is asked whether it is there, zero for
     *     never
     * @param pingTimeout how long it may take for its answer
     */
    public record Grpc(
            int appendBytesMax, int eventBytesMax, Duration pingInterval, Duration pingTimeout) {}

    /**
     * What is logged and where to.
     *
     * @param folder empty for the console only
     * @param level Error, Warn, Info, Debug or Trace
     * @param json whether files hold JSON instead of text
     */
    public record Logs(Optional<Path> folder, String level, boolean json) {}

    /**
     * Which figures are kept.
     *
     * @param inStream whether they are appended to a stream every {@code period}
     * @param histograms whether durations are measured for histograms
     */
    public record Statistics(boolean inStream, Duration period, boolean histograms) {}

    /**
     * Which projections run.
     *
     * @param mode None, System or All
     * @param startStandard whether the system projections start with the node
     * @param queryExpiry after how long a query is forgotten that nobody asks for
     */
    public record Projections(String mode, boolean startStandard, Duration queryExpiry) {}

    public Settings {
        options = List.copyOf(options);
    }

    /**
     * Settings from command line arguments alone, for tests and programs that embed a node.
     *
     * @throws IllegalArgumentException if the arguments are refused, or ask for a text only
     */
    public static Settings of(String... arguments) {
        return switch (Invocation.of(List.of(arguments), Map.of(), null)) {
            case Invocation.Run(Settings settings, List<String> _) -> settings;
            case Invocation.Print(String _) ->
                    throw new IllegalArgumentException("These arguments start no node");
            case Invocation.Refused(List<String> problems) ->
                    throw new IllegalArgumentException(String.join(" ", problems));
        };
    }

    /** Reads checked values, adding what does not fit together to the findings. */
    static Settings from(Choices choices, Findings findings) {
        Settings settings =
                new Settings(
                        database(choices, findings),
                        new Listening(
                                InetAddress.ofLiteral(choices.text("ExtIp")),
                                choices.number("ExtHttpPort"),
                                choices.number("ExtTcpPort")),
                        tcp(choices, findings),
                        new Advertised(
                                choices.text("ExtIpAdvertiseAs"),
                                choices.number("ExtHttpPortAdvertiseAs"),
                                choices.number("ExtTcpPortAdvertiseAs"),
                                choices.number("ExtSecureTcpPortAdvertiseAs")),
                        encryption(choices, findings),
                        new Access(
                                choices.flag("Insecure"),
                                choices.flag("EnableTrustedAuth"),
                                choices.flag("DisableFirstLevelHttpAuthorization"),
                                choices.flag("LogFailedAuthenticationAttempts"),
                                choices.list("AllowedHosts"),
                                choices.list("AllowedOrigins")),
                        new Http(
                                !choices.flag("DisableHTTPCaching"),
                                choices.flag("LogHttpRequests"),
                                choices.flag("AdminOnExt"),
                                choices.flag("StatsOnExt"),
                                choices.flag("GossipOnExt") && choices.flag("GossipOnSingleNode")),
                        new Grpc(
                                choices.number("MaxAppendSize"),
                                choices.number("MaxAppendEventSize"),
                                Duration.ofMillis(choices.number("KeepAliveInterval")),
                                Duration.ofMillis(choices.number("KeepAliveTimeout"))),
                        new Logs(
                                choices.place("Log"),
                                choices.text("LogLevel"),
                                choices.flag("StructuredLog")),
                        new Statistics(
                                choices.flag("WriteStatsToDb"),
                                Duration.ofSeconds(choices.number("StatsPeriodSec")),
                                choices.flag("EnableHistograms")),
                        new Projections(
                                choices.text("RunProjections"),
                                choices.flag("StartStandardProjections"),
                                Duration.ofMinutes(choices.number("ProjectionsQueryExpiry"))),
                        Duration.ofDays(choices.number("ScavengeHistoryMaxAge")),
                        choices.all());
        settings.checkExposure(choices, findings);
        return settings;
    }

    private void checkExposure(Choices choices, Findings findings) {
        boolean exposed = access.everyoneIsAdmin() && !listening.address().isLoopbackAddress();
        if (exposed && !choices.flag("InsecureOnNetwork")) {
            findings.problem(
                    "With --insecure everybody who reaches "
                            + listening.address().getHostAddress()
                            + " is an administrator. Listen on 127.0.0.1, or insist with"
                            + " --insecure-on-network.");
        }
        checkPorts(findings);
    }

    private void checkPorts(Findings findings) {
        Set<Integer> taken = new HashSet<>();
        Stream.of(listening.httpPort(), tcp.isPlain() ? listening.tcpPort() : 0, tcp.securePort())
                .filter(port -> port != 0 && !taken.add(port))
                .forEach(port ->
                        findings.problem(
                                "HTTP and TCP cannot share port "
                                        + port
                                        + "; give --http-port, --tcp-port or"
                                        + " --ext-secure-tcp-port another one."));
    }

    private static Tcp tcp(Choices choices, Findings findings) {
        boolean isServed = choices.flag("EnableExternalTcp");
        int securePort = choices.number("ExtSecureTcpPort");
        boolean hasCertificate =
                choices.flag("Dev") || choices.place("CertificateFile").isPresent();
        if (isServed && securePort != 0 && !hasCertificate) {
            findings.problem(
                    "--ext-secure-tcp-port needs a certificate: --certificate-file, or --dev.");
        }
        return new Tcp(
                isServed && !choices.flag("DisableInsecureTCP"),
                isServed ? securePort : 0,
                Duration.ofMillis(choices.number("ExtTcpHeartbeatInterval")),
                Duration.ofMillis(choices.number("ExtTcpHeartbeatTimeout")),
                choices.number("ConnectionPendingSendBytesThreshold"));
    }

    private static DatabasePlace database(Choices choices, Findings findings) {
        Optional<Path> folder = choices.place("Db");
        if (choices.flag("MemDb")) {
            folder.ifPresent(ignored ->
                    findings.warning(
                            "--mem-db keeps everything in memory; --db "
                                    + ignored
                                    + " is not used."));
            return new DatabasePlace.InMemory();
        }
        return folder.<DatabasePlace>map(DatabasePlace.InFolder::new)
                .orElseGet(DatabasePlace.Temporary::new);
    }

    private static Encryption encryption(Choices choices, Findings findings) {
        Optional<Path> certificate = choices.place("CertificateFile");
        Optional<Path> key = choices.place("CertificatePrivateKeyFile");
        if (certificate.isEmpty() && key.isPresent()) {
            findings.problem("--certificate-private-key-file needs --certificate-file as well.");
        }
        if (certificate.isPresent() && choices.flag("Dev")) {
            findings.problem("--dev makes its own certificate; leave out --certificate-file.");
        }
        if (certificate.isPresent()) {
            return new Encryption.Certificate(
                    certificate.get(), key.orElse(null), choices.text("CertificatePassword"));
        }
        return choices.flag("Dev") ? new Encryption.Development() : new Encryption.Off();
    }
}
