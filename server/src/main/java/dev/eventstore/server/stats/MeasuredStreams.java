package dev.eventstore.server.stats;

import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.CheckedAppend;
import dev.eventstore.server.stream.CheckedAppendResult;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.DeleteResult;
import dev.eventstore.server.stream.ForwardingStreams;
import dev.eventstore.server.stream.MultiAppendResult;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Streams whose operations are counted; changes nothing about them. Thread-safe. */
public final class MeasuredStreams extends ForwardingStreams {
    private final StreamOperations streams;
    private final Operations operations;

    public MeasuredStreams(StreamOperations streams, Operations operations) {
        this.streams = streams;
        this.operations = operations;
    }

    @Override
    protected StreamOperations streams() {
        return streams;
    }

    @Override
    public AppendResult append(Append append) {
        long start = System.nanoTime();
        AppendResult result = streams.append(append);
        operations.count(Operation.APPEND, System.nanoTime() - start);
        countEvents(result);
        return result;
    }

    @Override
    public CompletableFuture<AppendResult> appendLater(Append append) {
        long start = System.nanoTime();
        return streams.appendLater(append)
                .thenApply(result -> {
                    operations.count(Operation.APPEND, System.nanoTime() - start);
                    countEvents(result);
                    return result;
                });
    }

    @Override
    public MultiAppendResult appendToMany(List<Append> appends) {
        long start = System.nanoTime();
        MultiAppendResult result = streams.appendToMany(appends);
        operations.count(Operation.APPEND, System.nanoTime() - start);
        if (result instanceof MultiAppendResult.Appended(List<AppendResult.Appended> parts)) {
            parts.forEach(this::countEvents);
        }
        return result;
    }

    @Override
    public CheckedAppendResult appendChecked(CheckedAppend append) {
        long start = System.nanoTime();
        CheckedAppendResult result = streams.appendChecked(append);
        operations.count(Operation.APPEND, System.nanoTime() - start);
        if (result instanceof CheckedAppendResult.Appended) {
            operations.countAppended(append.records().size());
        }
        return result;
    }

    @Override
    public DeleteResult delete(Delete delete) {
        long start = System.nanoTime();
        DeleteResult result = streams.delete(delete);
        operations.count(Operation.DELETE, System.nanoTime() - start);
        return result;
    }

    @Override
    public ReadStreamResult readStream(ReadStream read) {
        long start = System.nanoTime();
        ReadStreamResult result = streams.readStream(read);
        operations.count(Operation.READ_STREAM, System.nanoTime() - start);
        if (result instanceof ReadStreamResult.Page page) {
            operations.countRead(page.events().size());
        }
        return result;
    }

    @Override
    public ReadEventResult readEvent(ReadEvent read) {
        long start = System.nanoTime();
        ReadEventResult result = streams.readEvent(read);
        operations.count(Operation.READ_EVENT, System.nanoTime() - start);
        if (result instanceof ReadEventResult.Found) {
            operations.countRead(1);
        }
        return result;
    }

    @Override
    public ReadAllResult readAll(ReadAll read) {
        long start = System.nanoTime();
        ReadAllResult result = streams.readAll(read);
        operations.count(Operation.READ_ALL, System.nanoTime() - start);
        if (result instanceof ReadAllResult.Page page) {
            operations.countRead(page.events().size());
        }
        return result;
    }

    private void countEvents(AppendResult result) {
        if (result instanceof AppendResult.Appended appended && !appended.repeat()) {
            operations.countAppended((int) (appended.last() - appended.first() + 1));
        }
    }
}
