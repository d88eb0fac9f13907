package dev.eventstore.server.grpc.streams;

import com.google.protobuf.CodedInputStream;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The method BatchAppend: a client keeps it open and sends one append after the other, each under
 * an id of its own, and gets an answer for each. Appends are decided in the order in which their
 * last messages came, and go to disk together with what else waits for it. Thread-safe.
 */
final class BatchAppending {
    /** The most appends of one call that are begun and not complete. */
    static final int INCOMPLETE_MAX = 1_024;

    /**
     * The most KiB of appends of one call that are complete and not answered; then reading waits.
     */
    private static final int UNANSWERED_KIB_MAX = 64 * 1_024;

    /** What the smallest append counts as, so that there are 1,024 of them at most. */
    private static final int UNANSWERED_KIB_EACH = 64;

    private static final int KIB = 1_024;

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
        Thread answering = Thread.startVirtualThread(session::answerAll);
        try {
            byte[] message;
            while ((message = call.next()) != null) {
                session.read(message);
            }
            session.awaitAnswers();
        } finally {
            session.close();
            answering.interrupt();
        }
    }

    /** An append that is settled. */
    private record Answer(int room, Supplier<BatchAppendResp> message) {}

    /** What is under way in one call: one thread reads and begins, another one answers. */
    private final class Session {
        private final Call call;
        private final StreamOperations allowed;
        private final Map<SharedProto.UUID, BatchedAppend> incomplete = new LinkedHashMap<>();
        private final Semaphore room = new Semaphore(UNANSWERED_KIB_MAX);

        /** Those that are not sent; each has its room, so that they have a bound. */
        private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

        private final ReentrantLock lock = new ReentrantLock();

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
                begin(append);
            } else if (incomplete.size() > INCOMPLETE_MAX
                    || bytes > AppendLimits.APPEND_BYTES_MOST) {
                throw new StatusException(
                        StatusCode.RESOURCE_EXHAUSTED,
                        "Too much is begun and not complete on this call.");
            }
        }

        /** Whatever is settled from now on is of no interest. */
        void close() {
            lock.lock();
            try {
                isClosed = true;
            } finally {
                lock.unlock();
            }
        }

        void awaitAnswers() throws InterruptedException {
            room.acquire(UNANSWERED_KIB_MAX);
        }

        private void begin(BatchedAppend append) throws InterruptedException {
            int taken = Math.clamp(append.bytes() / KIB, UNANSWERED_KIB_EACH, UNANSWERED_KIB_MAX);
            room.acquire(taken);
            var _ =
                    append.begin(allowed)
                            .thenAccept(message -> answers.add(new Answer(taken, message)));
        }

        void answerAll() {
            try {
                while (true) {
                    answer(answers.take());
                }
            } catch (ClientGoneException gone) {
                call.interrupt(Call.Interruption.CLIENT_GONE);
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }

        /** Sends an answer, and with it those that are there already. */
        private void answer(Answer first) throws ClientGoneException, InterruptedException {
            int free = 0;
            lock.lock();
            try {
                for (Answer next = first; next != null && !isClosed; next = answers.poll()) {
                    call.send(next.message().get());
                    free += next.room();
                }
                if (!isClosed) {
                    call.flush();
                }
            } finally {
                lock.unlock();
                room.release(free);
            }
        }
    }
}
