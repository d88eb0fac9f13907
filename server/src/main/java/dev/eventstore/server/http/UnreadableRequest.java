package dev.eventstore.server.http;

import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what is not HTTP enough to be shown to a route: tells what is wrong, as plain text. */
final class UnreadableRequest implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String title = response.getStatus() + " " + HttpStatus.getMessage(response.getStatus());
        String detail = Objects.toString(request.getAttribute(ErrorHandler.ERROR_MESSAGE), "");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        Content.Sink.write(response, true, title + "\n" + sentence(response, detail), callback);
        return true;
    }

    private static String sentence(Response response, String detail) {
        return switch (response.getStatus()) {
            case HttpStatus.BAD_REQUEST_400 ->
                    detail.isEmpty() || detail.equals("Bad Request")
                            ? "The request cannot be read: its address has a broken percent escape"
                                    + " or a forbidden character, a header that counts has an"
                                    + " impossible value, or it is not HTTP.\n"
                            : "The request cannot be read: " + detail + ".\n";
            case HttpStatus.URI_TOO_LONG_414, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                    "The address and the headers may have "
                            + WebServer.REQUEST_HEADER_BYTES_MAX
                            + " bytes together.\n";
            default -> detail.isEmpty() ? "" : detail + "\n";
        };
    }
}
