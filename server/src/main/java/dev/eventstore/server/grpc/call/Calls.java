package dev.eventstore.server.grpc.call;

import dev.eventstore.server.security.Authenticator;
import dev.eventstore.server.security.Caller;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves calls: checks who calls, finds the method, and turns the way in which it ends into a
 * status. Thread-safe.
 */
public final class Calls {
    /** The most calls that are open at a time; the next one is told that the server is busy. */
    public static final int CALLS_MAX = 50_000;

    /** What requests may hold that are gathered without a thread, in bytes, all together. */
    static final long HELD_BYTES_MAX = 32L * 1024 * 1024;

    private static final Logger logger = LoggerFactory.getLogger(Calls.class);
    private static final long POLL_MILLIS = 5;

    private final Map<String, Rpc> methods = new HashMap<>();
    private final Admission admission;
    private final Set<Call> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong heldBytes = new AtomicLong();
    private volatile boolean isStopping;

    /** What a call does before its end. */
    interface Work {
        void run() throws StatusException, ClientGoneException, InterruptedException;
    }

    /**
     * @param services what is served
     * @param authenticator tells who calls
     */
    public Calls(List<Service> services, Authenticator authenticator, CallSettings settings) {
        admission = new Admission(authenticator, settings);
        for (Service service : services) {
            for (Rpc rpc : service.methods()) {
                methods.put("/" + service.name() + "/" + rpc.name(), rpc);
            }
        }
    }

    /**
     * Answers no more calls and ends those that are open.
     *
     * @param patience how long calls that have an end of their own may take for it
     */
    public void stop(Duration patience) {
        isStopping = true;
        open.forEach(call -> call.interrupt(Call.Interruption.NODE_STOPS));
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!open.isEmpty() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        if (!open.isEmpty()) {
            logger.warn("{} gRPC calls did not end within {} ms", open.size(), patience.toMillis());
        }
    }

    /** How many calls are open. */
    public int open() {
        return count.get();
    }

    /** The method that a call is for, {@code null} if there is no such. */
    @Nullable Rpc method(CallStream stream) {
        return methods.get(stream.path());
    }

    /** Counts a call that came; false if it is one too many. */
    boolean enter() {
        if (count.incrementAndGet() <= CALLS_MAX) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    /** A call that entered is over. */
    void leave() {
        count.decrementAndGet();
    }

    /** Counts bytes of a request that is gathered; false if they are too much. */
    boolean hold(int bytes) {
        return heldBytes.addAndGet(bytes) <= HELD_BYTES_MAX;
    }

    /** So many bytes that were gathered are held no more. */
    void letGo(int bytes) {
        heldBytes.addAndGet(-bytes);
    }

    /**
     * Serves one call on this thread, which must be allowed to block for as long as it lasts.
     *
     * @param begun what was read of it already
     */
    void serve(CallStream stream, RequestBytes begun) {
        MessageWriter writer = new MessageWriter(stream);
        try {
            Call call = admit(stream, begun, writer);
            Rpc rpc = call.rpc();
            end(call, () -> rpc.handling().serve(call));
            over(call);
        } catch (StatusException refused) {
            writer.end(refused);
        } catch (RuntimeException failure) {
            endBroken(failure, writer, stream.path());
        } finally {
            leave();
        }
    }

    /**
     * Lets a call in; it belongs to this thread, and is {@link #over} in the end.
     *
     * @throws StatusException if it is refused
     */
    Call admit(CallStream stream, RequestBytes begun, MessageWriter writer) throws StatusException {
        HttpFields headers = stream.headers();
        Deadline deadline = Deadline.read(headers.get("grpc-timeout"), stream.begun());
        admission.refuseWebPages(headers);
        Caller caller = admission.caller(headers).countedBy(stream.tally());
        Rpc rpc = method(stream);
        if (rpc == null) {
            throw new StatusException(
                    StatusCode.UNIMPLEMENTED, "There is no method " + stream.path() + " here.");
        }
        boolean isGzip = Admission.isGzip(headers);
        if (isStopping) {
            throw stopping();
        }
        MessageReader reader =
                new MessageReader(stream, begun, deadline, rpc.isLongLived(), isGzip);
        Call call = new Call(stream, rpc, caller, deadline, reader, writer);
        open.add(call);
        stream.onFailure(() -> call.interrupt(Call.Interruption.CLIENT_GONE));
        if (isStopping) {
            call.interrupt(Call.Interruption.NODE_STOPS);
        }
        return call;
    }

    /** Nothing of a call is left to do. */
    void over(Call call) {
        open.remove(call);
        call.close();
    }

    /** Ends a call as its work ends. */
    void end(Call call, Work work) {
        end(call, work, () -> {});
    }

    /**
     * Ends a call as its work ends.
     *
     * @param written told by whoever writes the answer; see {@link MessageWriter#end(Runnable)}
     */
    void end(Call call, Work work, Runnable written) {
        MessageWriter writer = call.writer();
        try {
            work.run();
            call.ended();
            if (call.isLate()) {
                writer.end(late());
            } else {
                writer.end(written);
            }
        } catch (StatusException status) {
            call.ended();
            writer.end(status);
        } catch (ClientGoneException gone) {
            call.ended();
            writer.abandon();
        } catch (InterruptedException interrupted) {
            call.ended();
            endInterrupted(call.interruption(), writer);
        } catch (RuntimeException failure) {
            call.ended();
            endBroken(failure, writer, call.rpc().name());
        }
    }

    private static void endInterrupted(Call.@Nullable Interruption why, MessageWriter writer) {
        switch (why) {
            case TIME_IS_UP -> writer.end(late());
            case NODE_STOPS -> writer.end(stopping());
            case CLIENT_GONE -> writer.abandon();
            case null -> writer.end(stopping());
        }
    }

    /** Ends a call that only a bug or a broken disk can have ended. */
    void endBroken(RuntimeException failure, MessageWriter writer, String method) {
        if (isStopping) {
            logger.debug("{} was cut short by the stop of the node", method, failure);
            writer.end(stopping());
        } else {
            logger.error("The call of {} failed", method, failure);
            writer.end(
                    new StatusException(
                            StatusCode.INTERNAL,
                            "The node failed at this call; its log says how."));
        }
    }

    private static StatusException stopping() {
        return new StatusException(StatusCode.UNAVAILABLE, "The node stops.");
    }

    private static StatusException late() {
        return new StatusException(
                StatusCode.DEADLINE_EXCEEDED, "The time that the client gave is up.");
    }
}
