package dev.eventstore.server.eventlog.index;

import dev.eventstore.server.eventlog.storage.Database;
import dev.eventstore.server.eventlog.storage.IndexKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongPredicate;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The index as the writer keeps it. Everything here is for the writer thread only, but for the
 * {@link IndexView}s that it hands out.
 *
 * <p>Runs are built elsewhere, by a {@link RunBuilder}; here they are published, in the same commit
 * as the manifest that names them. A run that was never published is dropped at the next opening.
 */
public final class StreamIndex {
    /** How many entries the table in memory takes before it is frozen. */
    static final int RECENT_MAX = 50_000;

    /** How many frozen tables may wait for the builder before appends have to. */
    static final int FROZEN_MAX = 4;

    /** So many runs of a tier become one of the next. */
    static final int TIER_WIDTH = 4;

    private static final String RUNS = "index.runs";

    private final Database database;
    private final RunBuilder builder;
    private final Deque<RecentEntries> frozen = new ArrayDeque<>();
    private final List<RunFacts> runs;
    private final Set<Long> merging = new HashSet<>();

    /** Of the runs that have one. */
    private final Map<Long, KeyFilter> filters = new HashMap<>();

    private RecentEntries recent;
    private IndexView view;
    private long nextRunId;

    /**
     * Opens the index of a database. What lies behind {@link #indexedUpTo()} is to be added again.
     */
    public StreamIndex(Database database, RunBuilder builder) {
        this.database = database;
        this.builder = builder;
        String text = database.manifest().get(RUNS);
        runs = new ArrayList<>(RunFacts.parse(text == null ? "" : text));
        runs.sort(RunFacts.BY_AGE);
        nextRunId = runs.stream().mapToLong(RunFacts::id).max().orElse(0) + 1;
        Set<Long> published = new HashSet<>(runs.stream().map(RunFacts::id).toList());
        for (long id : database.runIds()) {
            if (!published.contains(id)) {
                database.dropRun(id);
                nextRunId = Math.max(nextRunId, id + 1);
            }
        }
        for (long id : published) {
            byte[] filter = database.filters().get(id);
            if (filter != null) {
                filters.put(id, KeyFilter.read(filter));
            }
        }
        recent = new RecentEntries(indexedUpTo());
        view = buildView();
    }

    /** The first position that no run covers. */
    public final long indexedUpTo() {
        return runs.isEmpty() ? 1 : runs.getLast().to();
    }

    /** Adds an entry; positions ascend by one. */
    public void add(long stream, long revision, long position) {
        add(stream, revision, position, 1);
    }

    /** Adds entries of neighbouring revisions and positions; positions ascend by one. */
    public void add(long stream, long revision, long position, int count) {
        recent.add(stream, revision, position, count);
    }

    /**
     * Freezes the table in memory if it is full and hands it to the builder.
     *
     * @param head the newest position that was added
     */
    public void freezeIfFull(long head) {
        if (recent.size() >= RECENT_MAX) {
            freeze(head);
        }
    }

    /** Answers whether so much waits for the builder that appends should wait too. */
    public boolean isBehind() {
        return frozen.size() >= FROZEN_MAX;
    }

    /** The state to look things up in; the newest entries come into it by themselves. */
    public IndexView view() {
        return view;
    }

    /** Takes the roots of all maps anew, after a commit and before readers get the view. */
    public IndexView refreshView() {
        view = buildView();
        return view;
    }

    /**
     * Drops entries from all runs, so that lookups no longer lead to removed records.
     *
     * @param isKept answers whether the record at a position is still there; asked on the builder's
     *     thread
     * @return completes when the new run is published
     */
    public CompletableFuture<Void> purge(LongPredicate isKept) {
        List<RunFacts> all = runs.stream().filter(run -> !merging.contains(run.id())).toList();
        if (all.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<CompletableFuture<Void>> parts = new ArrayList<>();
        for (List<RunFacts> neighbours : contiguous(all)) {
            parts.add(merge(neighbours, neighbours.getLast().tier(), isKept));
        }
        return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new));
    }

    /**
     * Writes what is in memory into runs right here, when the builder has ended and nothing more
     * will be added. The caller commits.
     *
     * @param head the newest position that was added
     */
    public void flush(long head) {
        if (recent.size() > 0) {
            frozen.addFirst(recent);
        }
        while (!frozen.isEmpty()) {
            RecentEntries table = frozen.removeLast();
            long to = frozen.isEmpty() ? head + 1 : frozen.peekLast().first();
            RunFacts facts = new RunFacts(nextRunId++, 0, table.first(), to);
            KeyFilter.Builder filter = new KeyFilter.Builder(table.size());
            RunBuilder.fill(
                    database.run(facts.id()), table.sorted(), position -> true, filter, () -> {});
            add(facts, filter.build());
        }
        saveRuns();
    }

    private void freeze(long head) {
        RecentEntries table = recent;
        frozen.addFirst(table);
        recent = new RecentEntries(head + 1);
        RunFacts facts = new RunFacts(nextRunId++, 0, table.first(), head + 1);
        MVMap<IndexKey, byte[]> map = database.run(facts.id());
        builder.buildTable(
                map, table::sorted, table.size(), filter -> publishRecent(table, facts, filter));
        refreshView();
    }

    private void publishRecent(RecentEntries table, RunFacts facts, @Nullable KeyFilter filter) {
        frozen.remove(table);
        add(facts, filter);
        runs.sort(RunFacts.BY_AGE);
        saveRuns();
        mergeFullTiers();
        refreshView();
    }

    private void mergeFullTiers() {
        for (List<RunFacts> neighbours : contiguous(List.copyOf(runs))) {
            int tier = neighbours.getLast().tier();
            List<RunFacts> same =
                    neighbours.stream()
                            .filter(run -> run.tier() == tier && !merging.contains(run.id()))
                            .toList();
            if (same.size() >= TIER_WIDTH) {
                var _ = merge(same, tier + 1, position -> true);
            }
        }
    }

    private CompletableFuture<Void> merge(List<RunFacts> parts, int tier, LongPredicate isKept) {
        RunFacts target =
                new RunFacts(nextRunId++, tier, parts.getFirst().from(), parts.getLast().to());
        parts.forEach(part -> merging.add(part.id()));
        List<MVMap<IndexKey, byte[]>> sources =
                parts.stream().map(part -> database.run(part.id())).toList();
        MVMap<IndexKey, byte[]> map = database.run(target.id());
        return builder.rebuild(
                map,
                () -> MergedEntries.of(sources, database),
                isKept,
                target.to() - target.from(),
                filter -> publishMerge(parts, target, filter));
    }

    private void publishMerge(List<RunFacts> parts, RunFacts target, @Nullable KeyFilter filter) {
        runs.removeAll(parts);
        add(target, filter);
        runs.sort(RunFacts.BY_AGE);
        saveRuns();
        for (RunFacts part : parts) {
            merging.remove(part.id());
            filters.remove(part.id());
            database.dropRun(part.id());
        }
        mergeFullTiers();
        refreshView();
    }

    /** Splits the runs, oldest first, where the tier changes or a merge goes on in between. */
    private List<List<RunFacts>> contiguous(List<RunFacts> ordered) {
        List<List<RunFacts>> groups = new ArrayList<>();
        RunFacts previous = null;
        for (RunFacts run : ordered) {
            boolean joins =
                    previous != null
                            && previous.to() == run.from()
                            && previous.tier() == run.tier()
                            && !merging.contains(run.id())
                            && !merging.contains(previous.id());
            if (!joins) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(run);
            previous = run;
        }
        return groups;
    }

    private void add(RunFacts facts, @Nullable KeyFilter filter) {
        runs.add(facts);
        if (filter != null) {
            filters.put(facts.id(), filter);
            database.filters().put(facts.id(), filter.bytes());
        }
    }

    private void saveRuns() {
        database.manifest().put(RUNS, RunFacts.text(runs));
    }

    private IndexView buildView() {
        List<EntrySource> sources = new ArrayList<>();
        sources.add(recent);
        sources.addAll(frozen);
        for (RunFacts facts : runs.reversed()) {
            sources.add(new IndexRun(database.run(facts.id()).getRoot(), filters.get(facts.id())));
        }
        return new IndexView(sources);
    }
}
