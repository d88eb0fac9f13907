package dev.eventstore.server.event;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The name of a stream: any Unicode text of 1 to {@value #BYTES_MAX} bytes in UTF-8. Names that
 * begin with {@code $} belong to the system, those with {@code $$} are metastreams.
 *
 * @param value the name as clients write it, case-sensitive, never trimmed
 */
public record StreamName(String value) implements Comparable<StreamName> {
    /** The longest name in UTF-8 bytes. */
    public static final int BYTES_MAX = 32_768;

    private static final String META_PREFIX = "$$";

    /**
     * @throws IllegalArgumentException if the name is empty, too long or holds unpaired surrogates
     */
    public StreamName {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A stream name must not be empty.");
        }
        if (value.length() > BYTES_MAX / 4
                && value.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "A stream name may have at most " + BYTES_MAX + " bytes in UTF-8.");
        }
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("A stream name must be valid Unicode text.");
        }
    }

    /** Short for the constructor. */
    public static StreamName of(String value) {
        return new StreamName(value);
    }

    /** Answers whether the name begins with {@code $}, metastreams included. */
    public boolean isSystem() {
        return value.charAt(0) == '$';
    }

    /** Answers whether this is {@code $$name}, the stream that holds the metadata of another. */
    public boolean isMetastream() {
        return value.startsWith(META_PREFIX) && value.length() > META_PREFIX.length();
    }

    /** Answers whether this is a stream of an application, or the metastream of one. */
    public boolean isOfApplication() {
        return !isSystem() || (isMetastream() && value.charAt(META_PREFIX.length()) != '$');
    }

    /** The stream that holds the metadata of this one. */
    public StreamName metastream() {
        return new StreamName(META_PREFIX + value);
    }

    /**
     * The stream whose metadata this metastream holds.
     *
     * @throws IllegalStateException if this is not a metastream
     */
    public StreamName original() {
        if (!isMetastream()) {
            throw new IllegalStateException(value + " is not a metastream.");
        }
        return new StreamName(value.substring(META_PREFIX.length()));
    }

    /** Written out, for names are looked up all the time and made-up code is slower. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamName(String name) && value.equals(name);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(StreamName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
