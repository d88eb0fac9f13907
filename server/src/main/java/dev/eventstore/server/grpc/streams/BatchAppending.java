package dev.eventstore.server.grpc.streams;

import com.google.protobuf.CodedInputStream;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusCode;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.SharedProto;
import dev.eventstore.server.grpc.wire.StreamsProto.BatchAppendResp;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.StreamOperations;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The method BatchAppend: a client keeps it open and sends one append after the other, each under
 * an id of its own, and gets an answer for each. Appends to different streams run side by side,
 * those to one stream in the order in which their last messages came. Thread-safe.
 */
final class BatchAppending {
    /** The most appends of one call that are begun and not complete. */
    static final int INCOMPLETE_MAX = 1_024;

    /** The most appends of one call that are complete and not answered; then reading waits. */
    static final int UNANSWERED_MAX = 64;

    private final GuardedStreams streams;
    private final AppendLimits limits;
    private final InstantSource clock;

    BatchAppending(GuardedStreams streams, AppendLimits limits, InstantSource clock) {
        this.streams = streams;
        this.limits = limits;
        this.clock = clock;
    }

    void serve(Call call) throws StatusException, ClientGoneException, InterruptedException {
        call.endless();
        Session session = new Session(call, streams.on(call.caller()));
        try {
            byte[] message;
            while ((message = call.next()) != null) {
                session.read(message);
            }
            session.awaitAnswers();
        } finally {
            session.close();
        }
    }

    /** What is under way in one call. */
    private final class Session {
        private final Call call;
        private final StreamOperations allowed;
        private final Map<SharedProto.UUID, BatchedAppend> incomplete = new LinkedHashMap<>();
        private final Semaphore room = new Semaphore(UNANSWERED_MAX);
        private final ReentrantLock lock = new ReentrantLock();

        /** The appends that wait for one before them; a stream is here while one of it runs. */
        private final Map<StreamName, Queue<BatchedAppend>> waiting = new HashMap<>();

        /** Bytes of appends that are not complete. */
        private long bytes;

        private boolean isClosed;

        Session(Call call, StreamOperations allowed) {
            this.call = call;
            this.allowed = allowed;
        }

        void read(byte[] message)
                throws StatusException, ClientGoneException, InterruptedException {
            CodedInputStream in = CodedInputStream.newInstance(message);
            BatchMessage read;
            try {
                read = BatchMessage.read(in);
            } catch (IOException unreadable) {
                throw Call.unreadable();
            }
            if (read.correlation().getValueCase() == SharedProto.UUID.ValueCase.VALUE_NOT_SET) {
                throw Refusals.invalid("The correlation_id is missing.");
            }
            BatchedAppend append = incomplete.get(read.correlation());
            if (append == null) {
                if (read.options() == null) {
                    return; // Late parts of an append that was refused already.
                }
                append = new BatchedAppend(read.correlation(), limits.new Tally(), clock);
                incomplete.put(read.correlation(), append);
            }
            bytes -= append.bytes();
            append.add(read);
            bytes += append.bytes();
            if (append.isComplete()) {
                incomplete.remove(read.correlation());
                bytes -= append.bytes();
                run(append);
            } else if (incomplete.size() > INCOMPLETE_MAX
                    || bytes > AppendLimits.APPEND_BYTES_MOST) {
                throw new StatusException(
                        StatusCode.RESOURCE_EXHAUSTED,
                        "Too much is begun and not complete on this call.");
            }
        }

        /** Whatever is answered from now on is of no interest. */
        void close() {
            lock.lock();
            try {
                isClosed = true;
            } finally {
                lock.unlock();
            }
        }

        void awaitAnswers() throws InterruptedException {
            room.acquire(UNANSWERED_MAX);
        }

        private void run(BatchedAppend append) throws ClientGoneException, InterruptedException {
            StreamName stream = append.stream();
            if (stream == null) {
                answer(append.refusal());
                return;
            }
            room.acquire();
            lock.lock();
            try {
                Queue<BatchedAppend> before = waiting.get(stream);
                if (before != null) {
                    before.add(append);
                    return;
                }
                waiting.put(stream, new ArrayDeque<>());
            } finally {
                lock.unlock();
            }
            Thread.startVirtualThread(() -> runAll(stream, append));
        }

        /** Runs an append, and those that came for the same stream meanwhile. */
        private void runAll(StreamName stream, BatchedAppend first) {
            BatchedAppend append = first;
            while (append != null) {
                try {
                    answer(append.run(allowed));
                } catch (ClientGoneException gone) {
                    call.interrupt(Call.Interruption.CLIENT_GONE);
                } catch (InterruptedException never) {
                    Thread.currentThread().interrupt();
                } finally {
                    room.release();
                }
                append = next(stream);
            }
        }

        private @Nullable BatchedAppend next(StreamName stream) {
            lock.lock();
            try {
                Queue<BatchedAppend> queue = waiting.get(stream);
                BatchedAppend next = queue == null ? null : queue.poll();
                if (next == null) {
                    waiting.remove(stream);
                }
                return next;
            } finally {
                lock.unlock();
            }
        }

        private void answer(BatchAppendResp response)
                throws ClientGoneException, InterruptedException {
            lock.lock();
            try {
                if (!isClosed) {
                    call.send(response);
                    call.flush();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
