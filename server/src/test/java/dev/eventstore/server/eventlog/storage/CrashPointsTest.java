package dev.eventstore.server.eventlog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.eventlog.storage.MemoryFile.Step;
import dev.eventstore.server.fixture.Effort;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Writes a database, with removals and compactions in between, and looks at what is left when it
 * ends at any step of the file: each time a whole commit, and not an older one than was promised.
 */
class CrashPointsTest {
    private static final String COMMITS = "commits";

    /** What the database holds after each commit. */
    private final List<Map<Long, String>> commits = new ArrayList<>(List.of(new TreeMap<>()));

    /** How many steps the file had seen when a commit was acknowledged. */
    private final List<Integer> acknowledged = new ArrayList<>(List.of(0));

    @Test
    void a_process_may_end_at_any_step() {
        Random dice = new Random(Effort.seed(CrashPointsTest.class));
        for (int round = 0; round < Effort.of(1, 20); round++) {
            List<Step> steps = history(dice);
            MemoryFile file = new MemoryFile();
            int newest = 0;
            for (int i = 0; i < steps.size(); i++) {
                while (newest + 1 < acknowledged.size() && acknowledged.get(newest + 1) <= i) {
                    newest++;
                }
                assertHolds(file.content(), newest, "before step " + i);
                if (steps.get(i) instanceof Step.Write write) {
                    MemoryFile torn = new MemoryFile(file.content());
                    torn.apply(write.cutAt(dice.nextInt(write.bytes().size())));
                    assertHolds(torn.content(), newest, "within step " + i);
                }
                file.apply(steps.get(i));
            }
        }
    }

    @Test
    void the_power_may_fail_at_any_step() {
        Random dice = new Random(Effort.seed(CrashPointsTest.class));
        for (int round = 0; round < Effort.of(1, 20); round++) {
            List<Step> steps = history(dice);
            MemoryFile onDisk = new MemoryFile();
            List<Step> pending = new ArrayList<>();
            int newest = 0;
            for (int i = 0; i < steps.size(); i++) {
                while (newest + 1 < acknowledged.size() && acknowledged.get(newest + 1) <= i) {
                    newest++;
                }
                pending.add(steps.get(i));
                for (int attempt = 0; attempt < 3; attempt++) {
                    assertHolds(
                            afterPowerCut(onDisk, pending, dice), newest, "power cut at step " + i);
                }
                if (steps.get(i) instanceof Step.Sync) {
                    pending.forEach(onDisk::apply);
                    pending.clear();
                }
            }
        }
    }

    /** Of what was not synced, some is on disk, some in part, some not at all. */
    private static byte[] afterPowerCut(MemoryFile onDisk, List<Step> pending, Random dice) {
        MemoryFile file = new MemoryFile(onDisk.content());
        for (Step step : pending) {
            switch (dice.nextInt(4)) {
                case 0 -> {}
                case 1 -> file.apply(step);
                case 2 -> {
                    if (step instanceof Step.Write write) {
                        write.some(dice).forEach(file::apply);
                    }
                }
                default -> {
                    if (step instanceof Step.Write write) {
                        file.apply(write.cutAt(dice.nextInt(write.bytes().size())));
                    }
                }
            }
        }
        return file.content();
    }

    private List<Step> history(Random dice) {
        commits.subList(1, commits.size()).clear();
        acknowledged.subList(1, acknowledged.size()).clear();
        MemoryFile file = new MemoryFile();
        Map<Long, String> expected = new TreeMap<>();
        Database database = Database.open("memory", () -> file);
        long head = 0;
        int gathered = 0;
        for (int commit = 1; commit <= 150; commit++) {
            if (commit % 10 == 0) {
                TreeSet<Long> gone = new TreeSet<>();
                expected.keySet().stream().filter(_ -> dice.nextInt(3) > 0).forEach(gone::add);
                gone.remove(head);
                database.log().remove(gone);
                expected.keySet().removeAll(gone);
            } else {
                List<ByteBuffer> records = new ArrayList<>();
                int count = 1 + dice.nextInt(commit % 7 == 0 ? 60 : 3);
                for (int i = 0; i < count; i++) {
                    String record = (head + 1 + i) + "x".repeat(dice.nextInt(700));
                    records.add(ByteBuffer.wrap(record.getBytes(StandardCharsets.UTF_8)));
                    expected.put(head + 1 + i, record);
                }
                database.log().append(head + 1, records);
                head += count;
            }
            changeRuns(database, commit);
            database.manifest().put(COMMITS, Integer.toString(commit));
            commits.add(new TreeMap<>(expected));
            database.commit();
            acknowledged.add(file.steps().size());
            if (commit % 10 == 5) {
                gathered += tidy(database);
            }
        }
        assertThat(gathered).as("slices that rewrote something").isGreaterThan(10);
        List<Step> steps = List.copyOf(file.steps());
        database.closeImmediately();
        return steps;
    }

    /** Gives space back; answers in how many slices there was something to do. */
    private static int tidy(Database database) {
        int gathered = 0;
        for (int slice = 0; slice < 6; slice++) {
            if (database.gather(16 * 1024, 5)) {
                gathered++;
            } else {
                database.settle();
            }
        }
        return gathered;
    }

    /** Now and then a run is written, and an old one dropped. */
    private static void changeRuns(Database database, int commit) {
        if (commit % 4 == 0) {
            for (int i = 0; i < 50; i++) {
                database.run(commit).put(new IndexKey(i, commit), new byte[100]);
            }
        }
        if (commit % 8 == 4 && commit > 8) {
            database.dropRun(commit - 8);
        }
    }

    private void assertHolds(byte[] content, int newest, String when) {
        if (newest == 0) {
            // The first commit makes the file; it gets its name afterwards.
            return;
        }
        Database database = Database.open("memory", () -> new MemoryFile(content));
        try {
            int commit = Integer.parseInt(database.manifest().getOrDefault(COMMITS, "0"));
            assertThat(commit).as(when).isBetween(newest, newest + 1);
            Map<Long, String> found = new TreeMap<>();
            RecordCursor records = database.log().view().ascending(1);
            while (records.advance()) {
                found.put(
                        records.position(),
                        StandardCharsets.UTF_8.decode(records.record().duplicate()).toString());
            }
            assertThat(found).as(when).isEqualTo(commits.get(commit));
            for (int run = 4; run <= commit; run += 4) {
                boolean isDropped = run % 8 == 4 && run + 8 <= commit - commit % 4;
                if (!isDropped) {
                    assertThat(database.runIds()).as(when).contains((long) run);
                    assertThat(database.run(run).size()).isEqualTo(50);
                }
            }
        } finally {
            database.closeImmediately();
        }
    }
}
