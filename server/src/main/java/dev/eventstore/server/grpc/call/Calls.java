package dev.eventstore.server.grpc.call;

import dev.eventstore.server.security.AuthenticationResult;
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
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
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

    private static final Logger logger = LoggerFactory.getLogger(Calls.class);
    private static final long POLL_MILLIS = 5;

    private final Map<String, Rpc> methods = new HashMap<>();
    private final Authenticator authenticator;
    private final CallSettings settings;
    private final Set<Call> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean isStopping;

    /**
     * @param services what is served
     * @param authenticator tells who calls
     */
    public Calls(List<Service> services, Authenticator authenticator, CallSettings settings) {
        this.authenticator = authenticator;
        this.settings = settings;
        for (Service service : services) {
            for (Rpc rpc : service.methods()) {
                methods.put("/" + service.name() + "/" + rpc.name(), rpc);
            }
        }
    }

    /** Serves one call on this thread, which must be allowed to block for as long as it lasts. */
    public void serve(Request request, Response response, Callback callback) {
        MessageWriter writer = new MessageWriter(response, callback);
        if (count.incrementAndGet() > CALLS_MAX) {
            writer.end(new StatusException(StatusCode.UNAVAILABLE, "Server Is Too Busy"));
        } else {
            serve(request, writer);
        }
        count.decrementAndGet();
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

    private void serve(Request request, MessageWriter writer) {
        HttpFields headers = request.getHeaders();
        String path = String.valueOf(request.getHttpURI().getPath());
        try {
            Deadline deadline =
                    Deadline.read(headers.get("grpc-timeout"), request.getBeginNanoTime());
            refuseWebPages(headers);
            Caller caller = caller(headers);
            Rpc rpc = methods.get(path);
            if (rpc == null) {
                throw new StatusException(
                        StatusCode.UNIMPLEMENTED, "There is no method " + path + " here.");
            }
            MessageReader reader =
                    new MessageReader(request, deadline, rpc.isLongLived(), isGzip(headers));
            Call call = new Call(request, caller, deadline, reader, writer);
            try {
                serve(request, rpc, call, writer, path);
            } finally {
                open.remove(call);
                call.ended();
                reader.close();
            }
        } catch (StatusException refused) {
            writer.end(refused);
        }
    }

    private void serve(Request request, Rpc rpc, Call call, MessageWriter writer, String path) {
        open.add(call);
        request.addFailureListener(_ -> call.interrupt(Call.Interruption.CLIENT_GONE));
        if (isStopping) {
            call.interrupt(Call.Interruption.NODE_STOPS);
        }
        try {
            if (isStopping) {
                throw stopping();
            }
            rpc.handling().serve(call);
            call.ended();
            if (call.isLate()) {
                writer.end(late());
            } else {
                writer.end();
            }
        } catch (StatusException status) {
            call.ended();
            writer.end(status);
        } catch (ClientGoneException gone) {
            call.ended();
            writer.abandon(gone);
        } catch (InterruptedException interrupted) {
            call.ended();
            endInterrupted(call.interruption(), writer, interrupted);
        } catch (RuntimeException failure) {
            call.ended();
            endBroken(failure, writer, path);
        }
    }

    private static void endInterrupted(
            Call.@Nullable Interruption why, MessageWriter writer, InterruptedException cause) {
        switch (why) {
            case TIME_IS_UP -> writer.end(late());
            case NODE_STOPS -> writer.end(stopping());
            case CLIENT_GONE -> writer.abandon(cause);
            case null -> writer.end(stopping());
        }
    }

    private void endBroken(RuntimeException failure, MessageWriter writer, String path) {
        if (isStopping) {
            logger.debug("{} was cut short by the stop of the node", path, failure);
            writer.end(stopping());
        } else {
            logger.error("The call of {} failed", path, failure);
            writer.end(
                    new StatusException(
                            StatusCode.INTERNAL,
                            "The node failed at this call; its log says how."));
        }
    }

    /** No browser speaks gRPC by itself; what comes from a page is not what its user meant. */
    private void refuseWebPages(HttpFields headers) throws StatusException {
        String origin = headers.get(HttpHeader.ORIGIN);
        if (origin != null
                && !settings.allowedOrigins().contains(origin)
                && !settings.allowedOrigins().contains("*")) {
            throw new StatusException(
                    StatusCode.PERMISSION_DENIED,
                    "Web pages may not call this node. Allow the origin in its settings if you"
                            + " trust it.");
        }
    }

    private Caller caller(HttpFields headers) throws StatusException {
        String authorization = headers.get(HttpHeader.AUTHORIZATION);
        return switch (authenticator.authenticate(authorization, headers.get("es-trustedauth"))) {
            case AuthenticationResult.Known(Caller caller) -> caller;
            case AuthenticationResult.Rejected() -> {
                logFailure("credentials that are wrong");
                throw new StatusException(StatusCode.UNAUTHENTICATED, "Unauthenticated");
            }
            case AuthenticationResult.TooManyAttempts() -> {
                logFailure("too many attempts at once");
                throw new StatusException(
                        StatusCode.RESOURCE_EXHAUSTED,
                        "Too many passwords are being tried. Come again in a minute.");
            }
        };
    }

    private void logFailure(String why) {
        if (settings.logFailedLogins()) {
            logger.warn("A login over gRPC failed: {}", why);
        }
    }

    private static boolean isGzip(HttpFields headers) throws StatusException {
        String encoding = headers.get("grpc-encoding");
        if (encoding == null || encoding.equals("identity")) {
            return false;
        }
        if (encoding.equals("gzip")) {
            return true;
        }
        throw new StatusException(
                        StatusCode.UNIMPLEMENTED, "Messages may be compressed as gzip only.")
                .with("grpc-accept-encoding", "gzip");
    }

    private static StatusException stopping() {
        return new StatusException(StatusCode.UNAVAILABLE, "The node stops.");
    }

    private static StatusException late() {
        return new StatusException(
                StatusCode.DEADLINE_EXCEEDED, "The time that the client gave is up.");
    }
}
