package dev.eventstore.server.stream;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.LogTransaction;
import dev.eventstore.server.stream.CheckedAppendResult.Head;
import dev.eventstore.server.stream.CheckedAppendResult.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One checked append, decided and written. Writer thread only. */
final class CheckedWrite {
    private final LogTransaction log;
    private final RecentIds recentIds;
    private final WriterMetadata metadata;
    private final Undelete undelete;

    /** Shows a softly deleted stream again. */
    @FunctionalInterface
    interface Undelete {
        void show(StreamName stream, long from);
    }

    CheckedWrite(
            LogTransaction log, RecentIds recentIds, WriterMetadata metadata, Undelete undelete) {
        this.log = log;
        this.recentIds = recentIds;
        this.metadata = metadata;
        this.undelete = undelete;
    }

    CheckedAppendResult apply(CheckedAppend append, Instant now) {
        Map<StreamName, AppendDecision.Verdict> verdicts = decide(append);
        // A repeat comes first: its own events are why its checks do not hold any more.
        if (verdicts.values().stream().allMatch(verdict -> repeat(verdict) != null)) {
            return appended(verdicts, Map.of(), Position.START);
        }
        List<Violation> violations = violations(append);
        if (!violations.isEmpty()) {
            return new CheckedAppendResult.Violated(violations);
        }
        for (AppendDecision.Verdict verdict : verdicts.values()) {
            if (verdict instanceof AppendDecision.Verdict.Answer(AppendResult result)
                    && repeat(verdict) == null) {
                return new CheckedAppendResult.Refused(result);
            }
        }
        return write(append, verdicts, now);
    }

    private Map<StreamName, AppendDecision.Verdict> decide(CheckedAppend append) {
        Map<StreamName, List<NewEvent>> parts = new LinkedHashMap<>();
        for (CheckedAppend.Entry entry : append.records()) {
            parts.computeIfAbsent(entry.stream(), _ -> new ArrayList<>()).add(entry.event());
        }
        AppendDecision decision = new AppendDecision(log, recentIds, metadata);
        Map<StreamName, AppendDecision.Verdict> verdicts = new LinkedHashMap<>();
        parts.forEach((stream, events) ->
                verdicts.put(
                        stream,
                        decision.decide(new Append(stream, ExpectedVersion.Belief.ANY, events))));
        return verdicts;
    }

    private List<Violation> violations(CheckedAppend append) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < append.checks().size(); i++) {
            StreamCheck check = append.checks().get(i);
            StreamState state = state(check.stream());
            boolean isClosed =
                    state == StreamState.Missing.TOMBSTONED
                            && append.records().stream()
                                    .anyMatch(entry -> entry.stream().equals(check.stream()));
            if (isClosed || !check.holdsFor(state)) {
                violations.add(new Violation(i, state));
            }
        }
        return violations;
    }

    private StreamState state(StreamName stream) {
        long head = log.lastRevision(stream);
        if (head == LogTransaction.TOMBSTONE_REVISION) {
            return StreamState.Missing.TOMBSTONED;
        }
        if (!stream.isMetastream() && metadata.of(log, stream).isSoftDeleted()) {
            return StreamState.Missing.SOFT_DELETED;
        }
        return head < 0 ? StreamState.Missing.NEVER_WRITTEN : new StreamState.Existing(head);
    }

    private CheckedAppendResult write(
            CheckedAppend append, Map<StreamName, AppendDecision.Verdict> verdicts, Instant now) {
        Map<StreamName, Long> recreated = new LinkedHashMap<>();
        Map<StreamName, Long> heads = new LinkedHashMap<>();
        verdicts.forEach((stream, verdict) -> {
            if (verdict == AppendDecision.Verdict.Go.AND_RECREATE) {
                recreated.put(stream, log.lastRevision(stream) + 1);
            }
        });
        Position position = Position.START;
        for (CheckedAppend.Entry entry : append.records()) {
            if (verdicts.get(entry.stream()) instanceof AppendDecision.Verdict.Go) {
                long revision = log.append(entry.stream(), entry.event(), now);
                recentIds.add(entry.stream(), entry.event().id(), revision);
                heads.put(entry.stream(), revision);
                position = Position.of(log.head());
            }
        }
        recreated.forEach(undelete::show);
        return appended(verdicts, heads, position);
    }

    private static CheckedAppendResult appended(
            Map<StreamName, AppendDecision.Verdict> verdicts,
            Map<StreamName, Long> written,
            Position position) {
        List<Head> heads = new ArrayList<>();
        Position last = position;
        for (Map.Entry<StreamName, AppendDecision.Verdict> part : verdicts.entrySet()) {
            AppendResult.Appended repeat = repeat(part.getValue());
            long head = repeat != null ? repeat.last() : written.getOrDefault(part.getKey(), -1L);
            heads.add(new Head(part.getKey(), head));
            if (repeat != null && repeat.position().compareTo(last) > 0) {
                last = repeat.position();
            }
        }
        return new CheckedAppendResult.Appended(heads, last);
    }

    private static AppendResult.@Nullable Appended repeat(AppendDecision.Verdict verdict) {
        return verdict instanceof AppendDecision.Verdict.Answer(AppendResult.Appended repeat)
                ? repeat
                : null;
    }
}
