package dev.eventstore.server.config;

import static dev.eventstore.server.config.OptionGroup.APPLICATION;
import static dev.eventstore.server.config.OptionGroup.CERTIFICATES;
import static dev.eventstore.server.config.OptionGroup.CLUSTER;
import static dev.eventstore.server.config.OptionGroup.DATABASE;
import static dev.eventstore.server.config.OptionGroup.INTERFACE;
import static dev.eventstore.server.config.OptionGroup.PROJECTIONS;
import static dev.eventstore.server.config.OptionGroup.SECURITY;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All options that do something, in the order in which {@code --help} lists them. */
public final class OptionTable {
    /** The levels of EventStoreDB and KurrentDB. */
    private static final Map<String, String> LEVELS_OF_OTHERS =
            Map.of(
                    "default", "Info",
                    "verbose", "Trace",
                    "information", "Info",
                    "warning", "Warn",
                    "fatal", "Error");

    /** The table. */
    public static final List<Option> ALL =
            List.of(
                    APPLICATION.flag("Help", false, "Print this text and leave.", "H", "?"),
                    APPLICATION.flag("Version", false, "Print the version and leave.", "V"),
                    APPLICATION.flag("WhatIf", false, "Print the options in force and leave."),
                    APPLICATION.place("Config", "A configuration file in YAML."),
                    APPLICATION.place("Log", "A folder for log files. None: console only."),
                    APPLICATION.choice(
                            "LogLevel",
                            "Info",
                            "How much is logged.",
                            LEVELS_OF_OTHERS,
                            "Error",
                            "Warn",
                            "Info",
                            "Debug",
                            "Trace"),
                    APPLICATION.flag(
                            "StructuredLog", false, "Write log files in JSON instead of text."),
                    APPLICATION.flag(
                            "LogHttpRequests", false, "Log each HTTP request and its answer."),
                    APPLICATION.flag(
                            "LogFailedAuthenticationAttempts", false, "Log each failed login."),
                    APPLICATION.flag(
                            "WriteStatsToDb",
                            false,
                            "Append figures to the stream $stats-<ip>:<port>."),
                    APPLICATION.number(
                            "StatsPeriodSec", 30, 1, 86_400, "Seconds between two such events."),
                    APPLICATION.flag(
                            "EnableHistograms", false, "Measure durations for /histogram/<name>."),
                    APPLICATION.flag(
                            "DisableHTTPCaching", false, "Tell HTTP clients to cache nothing."),
                    INTERFACE.address("ExtIp", "127.0.0.1", "The address to listen on.", "NodeIp"),
                    INTERFACE.port(
                            "ExtHttpPort",
                            2113,
                            "HTTP port; 0: any free one.",
                            "HttpPort",
                            "NodePort"),
                    INTERFACE.port(
                            "ExtTcpPort",
                            1113,
                            "TCP port; 0: any free one.",
                            "TcpPort",
                            "NodeTcpPort"),
                    INTERFACE.port(
                            "ExtSecureTcpPort",
                            0,
                            "TCP port that speaks TLS, with the node's certificate; 0: none.",
                            "SecureTcpPort"),
                    INTERFACE.flag("EnableExternalTcp", true, "Serve TCP at all."),
                    INTERFACE.flag("DisableInsecureTCP", false, "Serve TCP with TLS only."),
                    INTERFACE.number(
                            "ExtTcpHeartbeatInterval",
                            2_000,
                            10,
                            3_600_000,
                            "Milliseconds of silence after which a TCP client is asked for a sign of life.",
                            "NodeHeartbeatInterval"),
                    INTERFACE.number(
                            "ExtTcpHeartbeatTimeout",
                            1_000,
                            10,
                            3_600_000,
                            "Milliseconds that a TCP client may take to give one.",
                            "NodeHeartbeatTimeout"),
                    INTERFACE.number(
                            "ConnectionPendingSendBytesThreshold",
                            10_485_760,
                            1_024,
                            1_073_741_824,
                            "How many bytes may wait for a TCP client before its requests wait."),
                    INTERFACE.text(
                            "ExtIpAdvertiseAs",
                            "The address or host name that clients are told to use.",
                            "ExtHostAdvertiseAs",
                            "NodeHostAdvertiseAs",
                            "AdvertiseHostToClientAs"),
                    INTERFACE.port(
                            "ExtHttpPortAdvertiseAs",
                            0,
                            "The HTTP port that clients are told to use; 0: the real one.",
                            "HttpPortAdvertiseAs",
                            "NodePortAdvertiseAs",
                            "AdvertiseHttpPortToClientAs",
                            "AdvertiseNodePortToClientAs"),
                    INTERFACE.port(
                            "ExtTcpPortAdvertiseAs",
                            0,
                            "The TCP port that clients are told to use; 0: the real one.",
                            "NodeTcpPortAdvertiseAs",
                            "AdvertiseTcpPortToClientAs"),
                    INTERFACE.port(
                            "ExtSecureTcpPortAdvertiseAs",
                            0,
                            "The TLS port for TCP that clients are told to use; 0: the real one."),
                    INTERFACE.number(
                            "MaxAppendSize",
                            1_048_576,
                            1,
                            16_777_216,
                            "Bytes that one append over gRPC may have."),
                    INTERFACE.number(
                            "MaxAppendEventSize",
                            Integer.MAX_VALUE,
                            1,
                            Integer.MAX_VALUE,
                            "Bytes that one event of it may have."),
                    INTERFACE.number(
                            "KeepAliveInterval",
                            10_000,
                            0,
                            Integer.MAX_VALUE,
                            "Milliseconds of silence after which a gRPC client is pinged; 0: never."),
                    INTERFACE.number(
                            "KeepAliveTimeout",
                            10_000,
                            1,
                            Integer.MAX_VALUE,
                            "Milliseconds that it has to answer."),
                    INTERFACE.flag("AdminOnExt", true, "Serve /admin and the Admin UI."),
                    INTERFACE.flag("StatsOnExt", true, "Serve /stats."),
                    INTERFACE.flag("GossipOnExt", true, "Serve /gossip."),
                    INTERFACE.flag(
                            "GossipOnSingleNode", true, "Serve /gossip although it is alone."),
                    DATABASE.place("Db", "The database's folder. None: a temporary database."),
                    DATABASE.flag("MemDb", false, "Keep everything in memory, nothing on disk."),
                    DATABASE.number(
                            "ScavengeHistoryMaxAge",
                            30,
                            1,
                            36_500,
                            "Days for which the history of scavenges is kept."),
                    PROJECTIONS.choice(
                            "RunProjections",
                            "None",
                            "Which projections can run.",
                            "None",
                            "System",
                            "All"),
                    PROJECTIONS.flag(
                            "StartStandardProjections",
                            false,
                            "Start the system projections with the node."),
                    PROJECTIONS.number(
                            "ProjectionsQueryExpiry",
                            5,
                            1,
                            525_600,
                            "Minutes after which a query is forgotten that nobody asks for."),
                    SECURITY.flag(
                            "Insecure",
                            false,
                            "Ask for no password: every caller is an administrator."),
                    SECURITY.flag(
                            "InsecureOnNetwork",
                            false,
                            "Allow --insecure on an address that other machines can reach."),
                    SECURITY.flag(
                            "EnableTrustedAuth",
                            false,
                            "Believe the ES-TrustedAuth header of a reverse proxy."),
                    SECURITY.flag(
                            "DisableFirstLevelHttpAuthorization",
                            true,
                            "Let callers without a login do what access lists grant everybody."),
                    SECURITY.text(
                            "AllowedHosts",
                            "Further names, comma separated, under which clients may call the node, such as a"
                                    + " proxy's public one."),
                    SECURITY.text(
                            "AllowedOrigins",
                            "Web origins, comma separated, whose pages may change data, or * for all."),
                    CERTIFICATES.flag(
                            "Dev", false, "Serve HTTPS with a certificate made on this computer."),
                    CERTIFICATES.place(
                            "CertificateFile", "Serve HTTPS with this one, PEM or PKCS#12."),
                    CERTIFICATES.place(
                            "CertificatePrivateKeyFile", "Its private key, if in another file."),
                    CERTIFICATES.secret(
                            "CertificatePassword",
                            "The password of the certificate or of its key.",
                            "CertificatePrivateKeyPassword"),
                    CLUSTER.number(
                            "ClusterSize", 1, 1, 1, "Number of nodes; this edition runs alone."));

    private static final Map<String, Option> BY_KEY = byKey();

    private OptionTable() {}

    /** Finds an option by any of its names, however it is spelled. */
    public static Optional<Option> find(String name) {
        return Optional.ofNullable(BY_KEY.get(Option.key(name)));
    }

    /** The option whose name is most like an unknown one, if any is like it. */
    static Optional<Option> nearest(String unknown) {
        List<String> keys = ALL.stream().flatMap(Option::keys).toList();
        return Spelling.nearest(Option.key(unknown), keys).map(BY_KEY::get);
    }

    private static Map<String, Option> byKey() {
        Map<String, Option> found = new HashMap<>();
        Stream.concat(ALL.stream(), ToleratedOptions.ALL.stream())
                .forEach(option -> option.keys().forEach(key -> claim(found, key, option)));
        return Map.copyOf(found);
    }

    private static void claim(Map<String, Option> found, String key, Option option) {
        if (found.put(key, option) != null) {
            throw new IllegalStateException("Two options are named " + key);
        }
    }
}
