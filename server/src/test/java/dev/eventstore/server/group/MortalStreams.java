package dev.eventstore.server.group;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.LogClosedException;
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
import dev.eventstore.server.stream.StreamOperations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Streams that can die: nothing is written through them any more, as if the process were gone. */
final class MortalStreams implements StreamOperations {
    private final StreamOperations streams;
    private volatile boolean isDead;

    MortalStreams(StreamOperations streams) {
        this.streams = streams;
    }

    void die() {
        isDead = true;
    }

    private StreamOperations alive() {
        if (isDead) {
            throw new LogClosedException("The node was killed.", null);
        }
        return streams;
    }

    @Override
    public AppendResult append(Append append) {
        return alive().append(append);
    }

    @Override
    public CompletableFuture<AppendResult> appendLater(Append append) {
        return alive().appendLater(append);
    }

    @Override
    public MultiAppendResult appendToMany(List<Append> appends) {
        return alive().appendToMany(appends);
    }

    @Override
    public CheckedAppendResult appendChecked(CheckedAppend append) {
        return alive().appendChecked(append);
    }

    @Override
    public DeleteResult delete(Delete delete) {
        return alive().delete(delete);
    }

    @Override
    public ReadStreamResult readStream(ReadStream read) {
        return alive().readStream(read);
    }

    @Override
    public ReadEventResult readEvent(ReadEvent read) {
        return alive().readEvent(read);
    }

    @Override
    public ReadAllResult readAll(ReadAll read) {
        return alive().readAll(read);
    }

    @Override
    public MetadataResult metadata(StreamName stream) {
        return alive().metadata(stream);
    }

    @Override
    public Position head() {
        return alive().head();
    }

    @Override
    public Position awaitHeadAfter(Position seen, Duration patience) throws InterruptedException {
        return alive().awaitHeadAfter(seen, patience);
    }

    @Override
    public Position awaitAppendTo(StreamName stream, Position seen, Duration patience)
            throws InterruptedException {
        return alive().awaitAppendTo(stream, seen, patience);
    }
}
