package dev.eventstore.server.http.routing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call. The common headers are added by the front end, and so is a body that
 * explains an error to people: a reply with a status from 400 up and no body of its own gets one if
 * the client accepts anything.
 *
 * @param status 200 to 599
 * @param reason the phrase of the status line, {@code null} for the usual one
 * @param contentType the value of {@code Content-Type}, {@code null} for none
 * @param body what follows the headers
 * @param headers further headers, in order
 * @param explanation a sentence or more for people, shown where the body would be empty; {@code
 *     null} if the reason says it all
 */
public record Reply(
        int status,
        @Nullable String reason,
        @Nullable String contentType,
        Body body,
        List<Header> headers,
        @Nullable String explanation) {
    private static final byte[] NOTHING = {};

    /** A header of an answer. */
    public record Header(String name, String value) {}

    /** What follows the headers. */
    public sealed interface Body {
        /** A body that is there as a whole. */
        final class Whole implements Body {
            private final byte[] content;

            /**
             * @param content belongs to the reply from now on
             */
            public Whole(byte[] content) {
                this.content = content;
            }

            /** The bytes themselves, not a copy: to be read only. */
            public byte[] content() {
                return content;
            }
        }

        /**
         * A body that is written while it is made, for large ones.
         *
         * @param isLive whether a client wants to see each piece as soon as it is flushed, so that
         *     none may wait in a compressor
         */
        record Streamed(Writer writer, boolean isLive) implements Body {}
    }

    /** Writes a body. */
    @FunctionalInterface
    public interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    public Reply {
        headers = List.copyOf(headers);
    }

    /** 200 with a body. */
    public static Reply ok(MediaType type, byte[] content) {
        return of(200, type, content);
    }

    /** 200 with a text as body. */
    public static Reply ok(MediaType type, String content) {
        return of(200, type, content);
    }

    /** Any status with a body. */
    public static Reply of(int status, MediaType type, byte[] content) {
        return new Reply(
                status, null, type.contentType(), new Body.Whole(content), List.of(), null);
    }

    /** Any status with a text as body. */
    public static Reply of(int status, MediaType type, String content) {
        return of(status, type, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A status with no body and no type. */
    public static Reply statusOnly(int status) {
        return new Reply(status, null, null, new Body.Whole(NOTHING), List.of(), null);
    }

    /** A status and reason with no body and no type. */
    public static Reply statusOnly(int status, String reason) {
        return statusOnly(status).withReason(reason);
    }

    /** A status with an empty body that is labelled plain text. */
    public static Reply emptyText(int status) {
        return of(status, MediaType.TEXT, NOTHING);
    }

    /** A status and reason with an empty body that is labelled plain text. */
    public static Reply emptyText(int status, String reason) {
        return emptyText(status).withReason(reason);
    }

    /** 200 with a body that is written while it is made. */
    public static Reply streamed(MediaType type, Writer writer) {
        return new Reply(
                200, null, type.contentType(), new Body.Streamed(writer, false), List.of(), null);
    }

    /** 200 with a body that goes out piece by piece, as something happens. */
    public static Reply live(MediaType type, Writer writer) {
        return new Reply(
                200, null, type.toString(), new Body.Streamed(writer, true), List.of(), null);
    }

    /** The same with another phrase in the status line; may be empty. */
    public Reply withReason(String phrase) {
        return new Reply(status, phrase, contentType, body, headers, explanation);
    }

    /** The same with this {@code Content-Type}, as it is. */
    public Reply withContentType(String value) {
        return new Reply(status, reason, value, body, headers, explanation);
    }

    /** The same with one more header. */
    public Reply with(String name, String value) {
        var more = new ArrayList<Header>(headers.size() + 1);
        more.addAll(headers);
        more.add(new Header(name, value));
        return new Reply(status, reason, contentType, body, more, explanation);
    }

    /** The same with an explanation for people. */
    public Reply explained(String sentence) {
        return new Reply(status, reason, contentType, body, headers, sentence);
    }

    /** Answers whether the body goes out piece by piece. */
    public boolean isLive() {
        return body instanceof Body.Streamed streamed && streamed.isLive();
    }

    /** Answers whether there is nothing behind the headers. */
    public boolean isEmpty() {
        return body instanceof Body.Whole whole && whole.content().length == 0;
    }
}
