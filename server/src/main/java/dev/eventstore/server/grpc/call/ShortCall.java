package dev.eventstore.server.grpc.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http2.api.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call that needs no thread of its own: its request is small and comes at once, and nobody waits
 * for what it begins. One that turns out otherwise gets a thread after all.
 *
 * <p>It gathers on the thread that reads from the connection, and begins and answers in its {@link
 * Lane}.
 */
final class ShortCall {
    /** The largest request that is gathered. */
    static final int REQUEST_BYTES_MAX = 128 * 1024;

    /** A client that makes a pause in the midst of its request is waited for on a thread. */
    private static final long PAUSE_MILLIS = 1_000;

    private final Calls calls;
    private final CallStream stream;
    private final Rpc.Beginning beginning;
    private final Lane lane;
    private final RequestBytes request = new RequestBytes();
    private final MessageWriter writer;
    private boolean isAwaited;
    private boolean isGathered;
    private @Nullable Call call;
    private Rpc.@Nullable Answer answer;
    private @Nullable Throwable failure;

    ShortCall(Calls calls, CallStream stream, Rpc.Beginning beginning, Lane lane) {
        this.calls = calls;
        this.stream = stream;
        this.beginning = beginning;
        this.lane = lane;
        this.writer = new MessageWriter(stream);
    }

    /** Takes what is there of the request, and comes back when there is more. */
    synchronized void gather() {
        while (!isGathered) {
            Stream.Data data = stream.read();
            if (data == null) {
                awaitMore();
                return;
            }
            boolean isRoom = calls.hold(data.frame().remaining());
            request.add(data.frame().getByteBuffer());
            data.release();
            if (data.frame().isEndStream()) {
                request.end();
                gathered();
                lane.begin(this);
            } else if (!isRoom || request.length() > REQUEST_BYTES_MAX) {
                goOnThread();
            }
        }
    }

    private void awaitMore() {
        if (stream.failure() != null) {
            isGathered = true;
            over();
        } else {
            if (!isAwaited) {
                isAwaited = true;
                stream.onPause(PAUSE_MILLIS, this::pause);
            }
            stream.demand(this::gather);
        }
    }

    private synchronized void pause() {
        if (!isGathered) {
            goOnThread();
        }
    }

    private void goOnThread() {
        gathered();
        calls.letGo(request.length());
        Thread.startVirtualThread(() -> calls.serve(stream, request));
    }

    private void gathered() {
        isGathered = true;
        if (isAwaited) {
            stream.onPause(0, () -> {});
        }
    }

    /** Begins what the request asks for; never throws, for others wait behind it. */
    void begin() {
        try {
            Call admitted = calls.admit(stream, request, writer);
            call = admitted;
            var _ = begun(admitted).whenComplete(this::ready);
        } catch (StatusException refused) {
            writer.end(refused);
            over();
        } catch (RuntimeException failed) {
            calls.endBroken(failed, writer, stream.path());
            over();
        }
    }

    private CompletableFuture<Rpc.Answer> begun(Call admitted) {
        try {
            return beginning.begin(admitted);
        } catch (StatusException
                | ClientGoneException
                | InterruptedException
                | RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private void ready(Rpc.@Nullable Answer found, @Nullable Throwable why) {
        answer = found;
        failure = why;
        lane.answer(this);
    }

    /**
     * Sends the answer.
     *
     * @param written told by whoever writes it; see {@link MessageWriter#end(Runnable)}
     */
    void answer(Runnable written) {
        Call admitted = call;
        if (admitted == null) {
            throw new IllegalStateException("Only what has begun is answered.");
        }
        try {
            calls.end(admitted, this::put, written);
        } finally {
            calls.over(admitted);
            over();
        }
    }

    private void put() throws StatusException, ClientGoneException, InterruptedException {
        if (answer != null) {
            writer.buffer().add(answer.message());
            return;
        }
        switch (failure instanceof CompletionException wrapped ? wrapped.getCause() : failure) {
            case StatusException refused -> throw refused;
            case ClientGoneException gone -> throw gone;
            case InterruptedException stopped -> throw stopped;
            case RuntimeException broken -> throw broken;
            case null, default ->
                    throw new CompletionException("What the call began ended badly", failure);
        }
    }

    private void over() {
        calls.letGo(request.length());
        calls.leave();
    }
}
