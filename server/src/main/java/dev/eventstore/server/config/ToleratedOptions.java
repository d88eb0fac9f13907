package dev.eventstore.server.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * Options that other editions and generations of the server have and this one does not need: they
 * are accepted, with one warning each, so that existing command lines, configuration files and
 * containers go on working.
 */
final class ToleratedOptions {
    private static final String FLAGS =
            """
            Force SkipIndexScanOnReads AddInterfacePrefixes UseInternalSsl
            SslValidateServer DiscoverViaDns DisableScavengeMerging SkipDbVerify SkipIndexVerify
            WriteThrough Unbuffered UnsafeDisableFlushToDisk UnsafeIgnoreHardDelete BetterOrdering
            OptimizeIndexMerge AlwaysKeepScavenged ReduceFileCachePressure
            FaultOutOfOrderProjections EnableAtomPubOverHttp DisableExternalTcpTls
            DisableInternalTcpTls DisableAdminUi DisableStatsOnHttp DisableGossipOnHttp
            AllowUnknownOptions DisableLogFile EnableUnixSocket ReadOnlyReplica RemoveDevCerts
            UnsafeAllowSurplusNodes UseIndexBloomFilters
            """;

    private static final String VALUES =
            """
            Defines MonoMinThreadpoolSize StreamInfoCacheCapacity WorkerThreads IntIp IntHttpPort
            IntTcpPort IntSecureTcpPort IntIpAdvertiseAs IntTcpPortAdvertiseAs
            IntSecureTcpPortAdvertiseAs IntHttpPortAdvertiseAs IntTcpHeartbeatTimeout
            IntTcpHeartbeatInterval ConnectionQueueSizeThreshold IntHttpPrefixes ExtHttpPrefixes SslTargetHost NodePriority
            CommitCount PrepareCount ClusterDns ClusterGossipPort GossipSeed GossipIntervalMs
            GossipAllowedDifferenceMs GossipTimeoutMs Index MinFlushDelayMs ScavengeBackendPageSize
            ScavengeBackendCacheSize ScavengeHashUsersCacheCapacity CachedChunks ChunksCacheSize
            ReaderThreadsCount ChunkInitialReaderCount MaxMemTableSize HashCollisionReadLimit
            IndexCacheDepth PrepareTimeoutMs CommitTimeoutMs InitializationThreads
            MaxAutoMergeIndexLevel ProjectionThreads CertificateStoreLocation
            CertificateStoreName CertificateSubjectName CertificateThumbprint AuthenticationType
            AuthenticationConfig TrustedRootCertificatesPath LogConfig
            LogConsoleFormat LogFileSize LogFileInterval LogFileRetentionCount TelemetryOptout
            ReplicationIp ReplicationPort ReplicationTcpPort ReplicationHostAdvertiseAs
            ReplicationTcpPortAdvertiseAs ReplicationHeartbeatInterval
            ReplicationHeartbeatTimeout AuthorizationType AuthorizationConfig
            CertificateReservedNodeCommonName TrustedRootCertificateStoreLocation
            TrustedRootCertificateStoreName TrustedRootCertificateSubjectName
            TrustedRootCertificateThumbprint ChunkSize DbLogFormat IndexCacheSize
            StreamExistenceFilterSize StatsStorage MaxTruncation QuorumSize
            LeaderElectionTimeoutMs DeadMemberRemovalPeriodSec WriteTimeoutMs
            ProjectionCompilationTimeout ProjectionExecutionTimeout
            """;

    static final List<Option> ALL =
            Stream.concat(
                            Stream.of(FLAGS.strip().split("\\s+"))
                                    .map(name -> tolerated(name, new OptionType.Flag())),
                            Stream.of(VALUES.strip().split("\\s+"))
                                    .map(name -> tolerated(name, new OptionType.Text())))
                    .toList();

    private ToleratedOptions() {}

    private static Option tolerated(String name, OptionType type) {
        String description = "Has no effect here.";
        return new Option(name, type, "", OptionGroup.APPLICATION, description, List.of(), false);
    }
}
