package dev.eventstore.server.grpc.event;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Names of streams and types of events as they stand in an encoded event. They repeat from event to
 * event, so the last ones are remembered. Safe for any thread: entries never change, and one that
 * is lost to another thread is made again.
 */
final class EncodedTexts {
    /** Texts that are remembered. */
    private static final int KEPT_MAX = 1_024;

    /** Longer ones are not, so that they take half a megabyte at most. */
    private static final int KEPT_CHARACTERS_MAX = 256;

    private final Form form;
    private final @Nullable Entry[] entries = new Entry[KEPT_MAX];

    /** What is made of a text. */
    @FunctionalInterface
    interface Form {
        void write(String text, CodedOutputStream out) throws IOException;
    }

    private static final class Entry {
        private final String text;
        private final byte[] encoded;

        Entry(String text, byte[] encoded) {
            this.text = text;
            this.encoded = encoded;
        }
    }

    EncodedTexts(Form form) {
        this.form = form;
    }

    byte[] of(String text) {
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & KEPT_MAX - 1;
        Entry entry = entries[place];
        if (entry != null && entry.text.equals(text)) {
            return entry.encoded;
        }
        byte[] encoded = encode(form, text);
        if (text.length() <= KEPT_CHARACTERS_MAX) {
            entries[place] = new Entry(text, encoded);
        }
        return encoded;
    }

    /** A field that holds a stream identifier. */
    static void streamIdentifier(String name, CodedOutputStream out) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        out.writeTag(2, 2);
        out.writeUInt32NoTag(
                CodedOutputStream.computeTagSize(3)
                        + CodedOutputStream.computeByteArraySizeNoTag(bytes));
        out.writeByteArray(3, bytes);
    }

    /** A field that holds an entry of an event's metadata. */
    static void metadata(String key, String value, CodedOutputStream out) throws IOException {
        out.writeTag(6, 2);
        out.writeUInt32NoTag(
                CodedOutputStream.computeStringSize(1, key)
                        + CodedOutputStream.computeStringSize(2, value));
        out.writeString(1, key);
        out.writeString(2, value);
    }

    static byte[] encode(Form form, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            form.write(text, out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing into memory failed", impossible);
        }
        return bytes.toByteArray();
    }
}
