package dev.eventstore.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.eventstore.server.eventlog.DatabaseRefusedException;
import dev.eventstore.server.eventlog.DatabaseRefusedException.Reason;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.LogCorruptedException;
import dev.eventstore.server.fixture.Effort;
import dev.eventstore.server.fixture.Folders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A damaged database either serves exactly what it held, or is refused, or fails the reading, each
 * time with a sentence; and a refused one is left as it is.
 */
class DamageTest {
    private static final String DATABASE = "eventstore.mv";
    private static final String MARK = "acknowledged";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir static Path folder;
    private static KnownDatabase known;
    private static long seed;

    private enum Outcome {
        REFUSED,
        FAILED_READING,
        RIGHT
    }

    @BeforeAll
    static void create_a_database() throws Exception {
        seed = Effort.seed(DamageTest.class);
        known = KnownDatabase.create(folder.resolve("closed"), folder.resolve("killed"), seed, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"closed", "killed"})
    void no_damage_goes_unnoticed(String end) throws Exception {
        Random dice = new Random(seed);
        byte[] whole = Files.readAllBytes(folder.resolve(end).resolve(DATABASE));
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (int i = 0; i < Effort.of(250, 3_000); i++) {
            Damage damage = Damage.any(dice, whole.length);
            Path damaged = Folders.copy(folder.resolve(end), folder.resolve("damaged"));
            Files.write(damaged.resolve(DATABASE), damage.of(whole));
            outcomes.merge(outcome(damaged, "seed " + seed + ": " + damage), 1, Integer::sum);
            Folders.delete(damaged);
        }
        System.out.println(end + ": " + outcomes);
        assertThat(outcomes).containsKeys(Outcome.values());
    }

    @Test
    void a_mark_that_is_damaged_hides_nothing() throws Exception {
        Random dice = new Random(seed);
        byte[] whole = Files.readAllBytes(folder.resolve("killed").resolve(MARK));
        for (int i = 0; i < Effort.of(60, 2_000); i++) {
            Damage damage = Damage.any(dice, whole.length);
            Path damaged = Folders.copy(folder.resolve("killed"), folder.resolve("damaged"));
            Files.write(damaged.resolve(MARK), damage.of(whole));
            outcome(damaged, "seed " + seed + ": " + damage);
            Folders.delete(damaged);
        }
    }

    @Test
    void a_database_that_lost_its_newest_events_is_refused() throws Exception {
        Path old = Folders.copy(folder.resolve("killed"), folder.resolve("old"));
        Path copy = Folders.copy(old, folder.resolve("newer"));
        try (EventLog log = EventLog.open(copy)) {
            log.submit(transaction ->
                    transaction.append(
                            known.someStream(),
                            new Batch(8, 0, 1).events(0, 1).getFirst(),
                            java.time.Instant.EPOCH));
        }
        Files.copy(copy.resolve(MARK), old.resolve(MARK), REPLACE);
        assertRefused(old, Reason.DAMAGED);
    }

    @Test
    void a_lost_database_is_not_replaced_by_an_empty_one() throws Exception {
        Path lost = Folders.copy(folder.resolve("closed"), folder.resolve("lost"));
        Files.delete(lost.resolve(DATABASE));
        assertRefused(lost, Reason.DAMAGED);
        assertThat(lost.resolve(DATABASE)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "H", "hello", "SQLite format 3\u0000", "H:2,block:2", "PK\u0003\u0004"})
    void a_file_of_something_else_is_refused(String content) throws Exception {
        for (int repeats : new int[] {1, 5_000}) {
            Path foreign = Files.createDirectories(folder.resolve("foreign-" + repeats));
            Files.writeString(
                    foreign.resolve(DATABASE), content.repeat(repeats), StandardCharsets.UTF_8);
            Reason reason = content.startsWith("H:") ? Reason.DAMAGED : Reason.FOREIGN;
            assertRefused(foreign, reason);
        }
    }

    private static final java.nio.file.StandardCopyOption REPLACE =
            java.nio.file.StandardCopyOption.REPLACE_EXISTING;

    private static void assertRefused(Path database, Reason reason) {
        Map<String, byte[]> before = Folders.content(database);
        assertThatThrownBy(() -> EventLog.open(database))
                .isInstanceOfSatisfying(
                        DatabaseRefusedException.class,
                        refused -> {
                            assertThat(refused.reason()).isEqualTo(reason);
                            assertThat(refused).hasMessageEndingWith(".");
                        });
        assertUnchanged(database, before, "");
    }

    private static void assertUnchanged(Path database, Map<String, byte[]> before, String why) {
        Map<String, byte[]> after = Folders.content(database);
        before.remove("eventstore.lock");
        assertThat(after).as(why).containsAllEntriesOf(before);
    }

    private static Outcome outcome(Path database, String why) {
        Map<String, byte[]> before = Folders.content(database);
        return assertTimeoutPreemptively(
                PATIENCE,
                () -> {
                    try (EventLog log = EventLog.open(database)) {
                        known.assertServedBy(log);
                        return Outcome.RIGHT;
                    } catch (DatabaseRefusedException refused) {
                        assertUnchanged(database, before, why);
                        return Outcome.REFUSED;
                    } catch (LogCorruptedException found) {
                        return Outcome.FAILED_READING;
                    } catch (Throwable wrong) {
                        throw new AssertionError(why, wrong);
                    }
                },
                why);
    }
}
