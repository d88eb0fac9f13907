package dev.eventstore.server.stream;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Streams that let others do everything, for those that change or watch a part of it. Not for
 * guards: one that forgets an operation lets it through.
 */
public abstract class ForwardingStreams implements StreamOperations {
    /** Those that do the work. */
    protected abstract StreamOperations streams();

    @Override
    public AppendResult append(Append append) {
        return streams().append(append);
    }

    @Override
    public CompletableFuture<AppendResult> appendLater(Append append) {
        return streams().appendLater(append);
    }

    @Override
    public MultiAppendResult appendToMany(List<Append> appends) {
        return streams().appendToMany(appends);
    }

    @Override
    public CheckedAppendResult appendChecked(CheckedAppend append) {
        return streams().appendChecked(append);
    }

    @Override
    public DeleteResult delete(Delete delete) {
        return streams().delete(delete);
    }

    @Override
    public ReadStreamResult readStream(ReadStream read) {
        return streams().readStream(read);
    }

    @Override
    public ReadEventResult readEvent(ReadEvent read) {
        return streams().readEvent(read);
    }

    @Override
    public ReadAllResult readAll(ReadAll read) {
        return streams().readAll(read);
    }

    @Override
    public MetadataResult metadata(StreamName stream) {
        return streams().metadata(stream);
    }

    @Override
    public Position head() {
        return streams().head();
    }

    @Override
    public Position awaitHeadAfter(Position seen, Duration patience) throws InterruptedException {
        return streams().awaitHeadAfter(seen, patience);
    }

    @Override
    public Position awaitAppendTo(StreamName stream, Position seen, Duration patience)
            throws InterruptedException {
        return streams().awaitAppendTo(stream, seen, patience);
    }
}
