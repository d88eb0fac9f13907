package dev.eventstore.server.stats;

import dev.eventstore.server.event.SystemStreams;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Streams that tell a {@link CallLog} what is done with them; answer as those behind them do. */
final class ObservedStreams extends ForwardingStreams {
    private final StreamOperations streams;
    private final CallLog log;
    private final String via;
    private final @Nullable String login;

    ObservedStreams(StreamOperations streams, CallLog log, String via, @Nullable String login) {
        this.streams = streams;
        this.log = log;
        this.via = via;
        this.login = login;
    }

    @Override
    protected StreamOperations streams() {
        return streams;
    }

    @Override
    public AppendResult append(Append append) {
        return log.isWatched()
                ? told(() -> streams.append(append), result -> CallTexts.append(append, result))
                : streams.append(append);
    }

    @Override
    public CompletableFuture<AppendResult> appendLater(Append append) {
        if (!log.isWatched()) {
            return streams.appendLater(append);
        }
        long start = System.nanoTime();
        return streams.appendLater(append)
                .thenApply(result -> {
                    tell(start, CallTexts.append(append, result));
                    return result;
                });
    }

    @Override
    public MultiAppendResult appendToMany(List<Append> appends) {
        return log.isWatched()
                ? told(
                        () -> streams.appendToMany(appends),
                        result -> CallTexts.appendToMany(appends, result))
                : streams.appendToMany(appends);
    }

    @Override
    public CheckedAppendResult appendChecked(CheckedAppend append) {
        return log.isWatched()
                ? told(
                        () -> streams.appendChecked(append),
                        result -> CallTexts.appendChecked(append, result))
                : streams.appendChecked(append);
    }

    @Override
    public DeleteResult delete(Delete delete) {
        return log.isWatched()
                ? told(() -> streams.delete(delete), result -> CallTexts.delete(delete, result))
                : streams.delete(delete);
    }

    @Override
    public ReadStreamResult readStream(ReadStream read) {
        return log.isWatched()
                ? told(() -> streams.readStream(read), result -> CallTexts.readStream(read, result))
                : streams.readStream(read);
    }

    @Override
    public ReadEventResult readEvent(ReadEvent read) {
        return log.isWatched()
                ? told(() -> streams.readEvent(read), result -> CallTexts.readEvent(read, result))
                : streams.readEvent(read);
    }

    @Override
    public ReadAllResult readAll(ReadAll read) {
        return log.isWatched()
                ? told(() -> streams.readAll(read), result -> CallTexts.readAll(read, result))
                : streams.readAll(read);
    }

    /**
     * The words for a call.
     *
     * @param operation what was asked for
     * @param stream of which stream
     * @param request what matters of the request
     * @param result what came of it
     * @param failed whether the client did not get what it wanted
     * @param events how many events it was about
     */
    record Words(
            String operation,
            String stream,
            String request,
            String result,
            boolean failed,
            int events) {
        static Words ofAll(String request, String result, boolean failed, int events) {
            return new Words("read", SystemStreams.ALL.value(), request, result, failed, events);
        }
    }

    private <R> R told(Supplier<R> act, Function<R, Words> words) {
        long start = System.nanoTime();
        R result = act.get();
        tell(start, words.apply(result));
        return result;
    }

    private void tell(long start, Words words) {
        log.add(
                new ObservedCall(
                        log.clock().instant(),
                        via,
                        login,
                        words.operation(),
                        words.stream(),
                        words.request(),
                        words.result(),
                        words.failed(),
                        words.events(),
                        (System.nanoTime() - start) / 1000));
    }
}
