package dev.eventstore.server.security;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.CheckedAppend;
import dev.eventstore.server.stream.CheckedAppendResult;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.DeleteResult;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.MultiAppendResult;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamCheck;
import dev.eventstore.server.stream.StreamOperations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The streams as one caller may use them, with the caller's events counted. A write is judged
 * before it is done, a read after it is done: whoever closes a stream and then appends a secret can
 * be sure that no reader slips through in between.
 */
record CallersStreams(WatchedStreams streams, AccessRules rules, Caller caller)
        implements StreamOperations {
    @Override
    public AppendResult append(Append append) {
        return rules.allows(caller, append.stream(), Right.WRITE)
                ? counted(streams.append(append))
                : new AppendResult.AccessDenied(append.stream());
    }

    @Override
    public CompletableFuture<AppendResult> appendLater(Append append) {
        return rules.allows(caller, append.stream(), Right.WRITE)
                ? streams.appendLater(append).thenApply(this::counted)
                : CompletableFuture.completedFuture(new AppendResult.AccessDenied(append.stream()));
    }

    @Override
    public MultiAppendResult appendToMany(List<Append> appends) {
        for (int part = 0; part < appends.size(); part++) {
            StreamName stream = appends.get(part).stream();
            if (!rules.allows(caller, stream, Right.WRITE)) {
                return new MultiAppendResult.Refused(part, new AppendResult.AccessDenied(stream));
            }
        }
        MultiAppendResult result = streams.appendToMany(appends);
        if (result instanceof MultiAppendResult.Appended(List<AppendResult.Appended> parts)) {
            parts.forEach(this::counted);
        }
        return result;
    }

    @Override
    public CheckedAppendResult appendChecked(CheckedAppend append) {
        for (CheckedAppend.Entry entry : append.records()) {
            if (!rules.allows(caller, entry.stream(), Right.WRITE)) {
                return denied(entry.stream());
            }
        }
        // How a stream is, is for those who may read it, or write it and be told so anyway.
        for (StreamCheck check : append.checks()) {
            if (!rules.allows(caller, check.stream(), Right.READ)
                    && !rules.allows(caller, check.stream(), Right.WRITE)) {
                return denied(check.stream());
            }
        }
        CheckedAppendResult result = streams.appendChecked(append);
        if (result instanceof CheckedAppendResult.Appended) {
            caller.counter().appended(append.records().size());
        }
        return result;
    }

    @Override
    public DeleteResult delete(Delete delete) {
        return rules.allows(caller, delete.stream(), Right.DELETE)
                ? streams.delete(delete)
                : new DeleteResult.AccessDenied(delete.stream());
    }

    @Override
    public ReadStreamResult readStream(ReadStream read) {
        ReadStreamResult result = streams.readStream(read);
        if (!rules.allows(caller, read.stream(), Right.READ)) {
            return new ReadStreamResult.AccessDenied(read.stream());
        }
        if (!(result instanceof ReadStreamResult.Page page)) {
            return result;
        }
        Optional<StreamName> closed = rules.closedTarget(caller, page.events());
        if (closed.isPresent()) {
            return new ReadStreamResult.AccessDenied(closed.get());
        }
        caller.counter().read(page.events().size());
        return result;
    }

    @Override
    public ReadEventResult readEvent(ReadEvent read) {
        ReadEventResult result = streams.readEvent(read);
        if (!rules.allows(caller, read.stream(), Right.READ)) {
            return new ReadEventResult.AccessDenied(read.stream());
        }
        if (!(result instanceof ReadEventResult.Found found)) {
            return result;
        }
        Optional<StreamName> closed = rules.closedTarget(caller, List.of(found.event()));
        if (closed.isPresent()) {
            return new ReadEventResult.AccessDenied(closed.get());
        }
        caller.counter().read(1);
        return result;
    }

    @Override
    public ReadAllResult readAll(ReadAll read) {
        ReadAllResult result = streams.readAll(read);
        if (!rules.allows(caller, SystemStreams.ALL, Right.READ)) {
            return new ReadAllResult.AccessDenied();
        }
        if (result instanceof ReadAllResult.Page page) {
            if (rules.closedTarget(caller, page.events()).isPresent()) {
                return new ReadAllResult.AccessDenied();
            }
            caller.counter().read(page.events().size());
        }
        return result;
    }

    @Override
    public MetadataResult metadata(StreamName stream) {
        MetadataResult result = streams.metadata(stream);
        return rules.allows(caller, stream, Right.METADATA_READ)
                ? result
                : new MetadataResult.AccessDenied(stream);
    }

    @Override
    public Position head() {
        return streams.head();
    }

    @Override
    public Position awaitHeadAfter(Position seen, Duration patience) throws InterruptedException {
        return streams.awaitHeadAfter(seen, patience);
    }

    @Override
    public Position awaitAppendTo(StreamName stream, Position seen, Duration patience)
            throws InterruptedException {
        return streams.awaitAppendTo(stream, seen, patience);
    }

    private AppendResult counted(AppendResult result) {
        if (result instanceof AppendResult.Appended appended && !appended.repeat()) {
            caller.counter().appended(appended.last() - appended.first() + 1);
        }
        return result;
    }

    private static CheckedAppendResult denied(StreamName stream) {
        return new CheckedAppendResult.Refused(new AppendResult.AccessDenied(stream));
    }
}
