package dev.eventstore.server.grpc;

import dev.eventstore.server.grpc.call.Calls;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of what else the web server serves and takes out the calls of gRPC: posts over
 * HTTP/2 that say so in their media type. Thread-safe.
 */
public final class GrpcFrontEnd extends Handler.Wrapper {
    private static final String MEDIA_TYPE = "application/grpc";

    private final Calls calls;

    public GrpcFrontEnd(Calls calls) {
        this.calls = calls;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isCall(request)) {
            return super.handle(request, response, callback);
        }
        if (Thread.currentThread().isVirtual()) {
            calls.serve(request, response, callback);
        } else {
            // The web server may lend one of its few threads; a call can last for ever.
            Thread.startVirtualThread(() -> calls.serve(request, response, callback));
        }
        return true;
    }

    /**
     * Answers no more calls and ends those that are open.
     *
     * @param patience how long calls that have an end of their own may take for it
     */
    public void stop(Duration patience) {
        calls.stop(patience);
    }

    private static boolean isCall(Request request) {
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2
                && HttpMethod.POST.is(request.getMethod())
                && isGrpc(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
    }

    private static boolean isGrpc(@Nullable String type) {
        if (type == null || !type.startsWith(MEDIA_TYPE)) {
            return false;
        }
        String rest = type.substring(MEDIA_TYPE.length());
        return rest.isEmpty() || rest.equals("+proto") || rest.startsWith(";");
    }
}
