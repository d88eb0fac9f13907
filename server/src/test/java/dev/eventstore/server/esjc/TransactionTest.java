package dev.eventstore.server.esjc;

import static dev.eventstore.server.esjc.Esjc.assertFails;
import static dev.eventstore.server.esjc.Esjc.events;
import static dev.eventstore.server.esjc.Esjc.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.msemys.esjc.EventData;
import com.github.msemys.esjc.ExpectedVersion;
import com.github.msemys.esjc.SliceReadStatus;
import com.github.msemys.esjc.Transaction;
import com.github.msemys.esjc.UserCredentials;
import com.github.msemys.esjc.operation.AccessDeniedException;
import com.github.msemys.esjc.operation.InvalidTransactionException;
import com.github.msemys.esjc.operation.StreamDeletedException;
import com.github.msemys.esjc.operation.WrongExpectedVersionException;
import dev.eventstore.server.fixture.IsolatedClient;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@ExtendWith({RunningNode.class, IsolatedClient.class})
class TransactionTest {
    private static final UserCredentials ADMIN = new UserCredentials("admin", "changeit");

    @Test
    void all_parts_appear_at_once(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            Transaction transaction =
                    get(client.store.startTransaction("s", ExpectedVersion.NO_STREAM));
            get(transaction.write(events(2)));
            get(transaction.write(events(3)));
            assertThat(get(client.store.readStreamEventsForward("s", 0, 9, false)).status)
                    .isEqualTo(SliceReadStatus.StreamNotFound);
            assertThat(get(transaction.commit()).nextExpectedVersion).isEqualTo(4);
            assertThat(get(client.store.readStreamEventsForward("s", 0, 9, false)).events)
                    .extracting(Esjc::text)
                    .containsExactly(
                            "{\"n\":0}", "{\"n\":1}", "{\"n\":0}", "{\"n\":1}", "{\"n\":2}");
        }
    }

    @Test
    void one_without_events_changes_nothing(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            assertThat(
                            get(get(client.store.startTransaction("s", -1)).commit())
                                    .nextExpectedVersion)
                    .isEqualTo(-1);
            client.append("s", -1, events(3));
            assertThat(get(get(client.store.startTransaction("s", 2)).commit()).nextExpectedVersion)
                    .isEqualTo(2);
        }
    }

    @Test
    void the_expected_version_counts_at_the_end(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            Transaction early = get(client.store.startTransaction("s", 0));
            Transaction late = get(client.store.startTransaction("s", -1));
            client.append("s", -1, events(1));
            get(early.write(events(1)));
            get(late.write(events(1)));
            assertThat(get(early.commit()).nextExpectedVersion).isEqualTo(1);
            assertFails(late.commit(), WrongExpectedVersionException.class);
        }
    }

    @Test
    void a_stream_may_be_deleted_meanwhile(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            Transaction transaction = get(client.store.startTransaction("s", -1));
            get(transaction.write(events(1)));
            get(client.store.deleteStream("s", -1, true));
            assertFails(transaction.commit(), StreamDeletedException.class);
        }
    }

    @Test
    void the_same_events_again_are_a_repeat(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            List<EventData> events = events(2);
            for (int i = 0; i < 2; i++) {
                Transaction transaction =
                        get(client.store.startTransaction("s", ExpectedVersion.ANY));
                get(transaction.write(events));
                assertThat(get(transaction.commit()).nextExpectedVersion).isEqualTo(1);
            }
            assertThat(get(client.store.readStreamEventsForward("s", 0, 9, false)).events)
                    .hasSize(2);
        }
    }

    @Test
    void an_unknown_one_cannot_be_committed(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            assertFails(
                    client.store.continueTransaction(4711, ADMIN).commit(),
                    InvalidTransactionException.class);
        }
    }

    @Test
    void who_may_not_write_may_not_begin(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(Esjc.builder(node.tcpPort()))) {
            assertFails(
                    client.store.startTransaction("$secret", ExpectedVersion.ANY),
                    AccessDeniedException.class);
        }
    }

    @Test
    void what_is_added_without_a_name_counts_for_who_began_it_there(LocalNode node)
            throws Exception {
        try (Esjc client = Esjc.of(Esjc.builder(node.tcpPort()));
                Esjc other = Esjc.of(Esjc.builder(node.tcpPort()))) {
            long id =
                    get(client.store.startTransaction("$secret", ExpectedVersion.ANY, ADMIN))
                            .transactionId;

            get(client.store.continueTransaction(id).write(events(2)));
            assertFails(
                    other.store.continueTransaction(id).write(events(1)),
                    AccessDeniedException.class);
            assertFails(client.store.continueTransaction(id).commit(), AccessDeniedException.class);
            assertThat(
                            get(client.store.continueTransaction(id, ADMIN).commit())
                                    .nextExpectedVersion)
                    .isEqualTo(1);
        }
    }

    @Test
    void it_goes_on_while_others_write(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            Transaction transaction = get(client.store.startTransaction("s", ExpectedVersion.ANY));
            List<CompletableFuture<?>> writes = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                writes.add(transaction.write(events(1)));
                writes.add(client.store.appendToStream("s", ExpectedVersion.ANY, events(1)));
            }
            for (CompletableFuture<?> write : writes) {
                get(write);
            }
            assertThat(get(transaction.commit()).nextExpectedVersion).isEqualTo(199);
        }
    }

    @Test
    void it_survives_a_restart(@TempDir Path folder) throws Exception {
        long id;
        try (LocalNode node = LocalNode.in(folder);
                Esjc client = Esjc.of(node)) {
            Transaction transaction = get(client.store.startTransaction("s", -1));
            get(transaction.write(events(2)));
            id = transaction.transactionId;
        }
        try (LocalNode node = LocalNode.in(folder);
                Esjc client = Esjc.of(node)) {
            Transaction transaction = client.store.continueTransaction(id, ADMIN);
            get(transaction.write(events(1)));
            assertThat(get(transaction.commit()).nextExpectedVersion).isEqualTo(2);
            assertThat(get(client.store.startTransaction("s", -2)).transactionId).isGreaterThan(id);
        }
    }
}
