package dev.eventstore.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * How a body is compressed: the first exact {@code gzip} or {@code deflate} that a client names.
 */
enum ContentCoding {
    GZIP("gzip"),
    /** Raw, without the frame of zlib, as v5 sends it. */
    DEFLATE("deflate");

    private static final int BUFFER_BYTES = 8192;

    private final String wireName;

    ContentCoding(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /**
     * Chooses from an {@code Accept-Encoding} header; items with a quality or a wildcard do not
     * count.
     *
     * @return {@code null} for no compression
     */
    static @Nullable ContentCoding choose(@Nullable String header) {
        if (header == null) {
            return null;
        }
        int from = 0;
        while (from <= header.length()) {
            int comma = header.indexOf(',', from);
            int end = comma < 0 ? header.length() : comma;
            String item = header.substring(from, end).strip();
            for (ContentCoding coding : values()) {
                if (item.equals(coding.wireName)) {
                    return coding;
                }
            }
            from = end + 1;
        }
        return null;
    }

    /** Compresses a whole body; an empty one stays empty. */
    byte[] encode(byte[] content) {
        if (content.length == 0) {
            return content;
        }
        var out = new ByteArrayOutputStream(Math.max(64, content.length / 4));
        try (OutputStream encoder = encoder(out)) {
            encoder.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("Compressing into memory failed", e);
        }
        return out.toByteArray();
    }

    /** Compresses what is written; closing it ends the body and closes {@code out}. */
    OutputStream encoder(OutputStream out) throws IOException {
        return switch (this) {
            case GZIP -> new FastGzip(out);
            case DEFLATE -> new RawDeflate(out);
        };
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            // The client is near, and waits: speed counts for more than the last percent.
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static final class RawDeflate extends DeflaterOutputStream {
        RawDeflate(OutputStream out) {
            super(out, new Deflater(Deflater.BEST_SPEED, true), BUFFER_BYTES);
        }

        @Override
        public void close() throws IOException {
            super.close();
            def.end();
        }
    }
}
