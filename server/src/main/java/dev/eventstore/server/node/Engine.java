package dev.eventstore.server.node;

import dev.eventstore.server.config.Settings;
import dev.eventstore.server.eventlog.DatabaseRefusedException;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.group.Groups;
import dev.eventstore.server.group.Outside;
import dev.eventstore.server.projection.ProjectionSettings;
import dev.eventstore.server.projection.Projections;
import dev.eventstore.server.projection.SharedPages;
import dev.eventstore.server.scavenge.ScavengeHistory;
import dev.eventstore.server.scavenge.Scavenger;
import dev.eventstore.server.security.Accounts;
import dev.eventstore.server.security.AuthenticationSettings;
import dev.eventstore.server.security.Authenticator;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.GuardedTransactions;
import dev.eventstore.server.security.Passwords;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stats.MeasuredStreams;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.stream.Streams;
import dev.eventstore.server.subscription.Subscriptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * What is behind the front ends, running.
 *
 * @param unmeasured the streams themselves
 * @param streams the same with counts, without access checks
 * @param guarded the same with access checks
 * @param firstAccounts makes the accounts that every node has, and tells which were missing
 * @param projections empty if the node runs none
 */
record Engine(
        EventLog log,
        Streams unmeasured,
        WatchedStreams streams,
        GuardedStreams guarded,
        Accounts accounts,
        FutureTask<List<String>> firstAccounts,
        Authenticator authenticator,
        Groups groups,
        Optional<Projections> projections,
        Scavenger scavenger) {
    private static final String NO_PROJECTIONS = "None";
    private static final String ALL_PROJECTIONS = "All";

    /**
     * Opens the database and starts what works on it; all but the scavenger, which may change it.
     *
     * @param nodeName what scavenges call the node
     */
    static Engine start(Foundation foundation, DatabaseFolder folder, Supplier<String> nodeName)
            throws StartFailedException {
        EventLog log = open(foundation, folder);
        Streams unmeasured = new Streams(log, foundation.clock(), foundation.ids());
        WatchedStreams streams =
                new WatchedStreams(
                        new MeasuredStreams(unmeasured, foundation.operations()), unmeasured);
        SecureRandom random = new SecureRandom();
        Accounts accounts =
                new Accounts(streams, new Passwords(random, foundation.clock()), foundation.ids());
        // Hashing passwords takes about as long as starting a web server.
        FutureTask<List<String>> firstAccounts = new FutureTask<>(accounts::createInitial);
        Thread.ofVirtual().name("first-accounts").start(firstAccounts);
        Settings.Access access = foundation.settings().access();
        Authenticator authenticator =
                new Authenticator(
                        new AuthenticationSettings(
                                access.everyoneIsAdmin(), access.trustedHeader()),
                        accounts,
                        streams,
                        random);
        GuardedStreams guarded = new GuardedStreams(streams);
        Groups groups = groups(foundation, guarded, streams);
        foundation.opened().add(groups::close);
        Optional<Projections> projections = projections(foundation, unmeasured);
        projections.ifPresent(running -> foundation.opened().add(running::close));
        return new Engine(
                log,
                unmeasured,
                streams,
                guarded,
                accounts,
                firstAccounts,
                authenticator,
                groups,
                projections,
                scavenger(foundation, log, streams, nodeName));
    }

    private static EventLog open(Foundation foundation, DatabaseFolder folder)
            throws StartFailedException {
        try {
            Path path = folder.path();
            EventLog log = path == null ? EventLog.inMemory() : EventLog.open(path);
            foundation.opened().add(log::close);
            return log;
        } catch (DatabaseRefusedException refused) {
            throw new StartFailedException(
                    String.valueOf(refused.getMessage()),
                    refused,
                    new StartFailure.Database(refused.reason()));
        }
    }

    private static Groups groups(
            Foundation foundation, GuardedStreams guarded, StreamOperations streams) {
        Outside outside =
                new Outside(
                        streams,
                        new Subscriptions(guarded),
                        foundation.clock(),
                        System::nanoTime,
                        foundation.ids());
        Groups groups = new Groups(guarded, outside);
        groups.start();
        return groups;
    }

    /** Nothing of them is there unless they were asked for. */
    private static Optional<Projections> projections(Foundation foundation, Streams streams) {
        Settings.Projections wanted = foundation.settings().projections();
        if (wanted.mode().equals(NO_PROJECTIONS)) {
            return Optional.empty();
        }
        GuardedStreams shared =
                new GuardedStreams(new WatchedStreams(new SharedPages(streams), streams));
        Projections projections =
                new Projections(
                        new ProjectionSettings(
                                wanted.mode().equals(ALL_PROJECTIONS),
                                wanted.startStandard(),
                                wanted.queryExpiry()),
                        streams,
                        new Subscriptions(shared),
                        foundation.ids());
        projections.start();
        return Optional.of(projections);
    }

    private static Scavenger scavenger(
            Foundation foundation,
            EventLog log,
            StreamOperations streams,
            Supplier<String> nodeName) {
        ScavengeHistory history =
                new ScavengeHistory(
                        streams,
                        foundation.clock(),
                        foundation.settings().scavengeHistory(),
                        nodeName);
        return new Scavenger(log, history, foundation.clock(), foundation.ids());
    }

    GuardedTransactions transactions() {
        return new GuardedTransactions(guarded, unmeasured.transactions());
    }
}
