package dev.eventstore.server.http.stream;

import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Entity tags as version 5 made them: {@code "version;hash"}, the version of the stream and a
 * number that stands for the media type. Thread-safe.
 */
final class ETags {
    /** What 5.0.11 on Linux gave; early builds of Mono hashed as Java does. */
    private static final String ATOM_JSON_OF_LATE_MONO = "-1955838367";

    private static final int SEED = 5381;
    private static final int FACTOR = 1566083941;
    private static final ConcurrentHashMap<MediaType, Integer> HASHES = new ConcurrentHashMap<>();

    private ETags() {}

    /** The value of an {@code ETag} header. */
    static String header(long version, MediaType type) {
        return "\"" + version + ";" + hash(type) + "\"";
    }

    /** The member of a JSON feed; its hash is that of the JSON feed, whatever the type. */
    static String member(long version) {
        return version + ";" + hash(MediaType.ATOM_JSON);
    }

    /**
     * The version that the client has, by {@code If-None-Match}. A list, a weak tag, {@code *} or a
     * tag of another media type is no such version.
     */
    static OptionalLong known(Call call, MediaType type) {
        Optional<String> header = call.header("If-None-Match");
        if (header.isEmpty()) {
            return OptionalLong.empty();
        }
        String tag = header.get().strip();
        if (tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"")) {
            tag = tag.substring(1, tag.length() - 1);
        }
        int semicolon = tag.indexOf(';');
        if (semicolon < 0 || !isHashOf(type, tag.substring(semicolon + 1))) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(tag.substring(0, semicolon)));
        } catch (NumberFormatException noVersion) {
            return OptionalLong.empty();
        }
    }

    private static boolean isHashOf(MediaType type, String hash) {
        return hash.equals(String.valueOf(hash(type)))
                || hash.equals(String.valueOf(type.toString().hashCode()))
                || (type.equals(MediaType.ATOM_JSON) && hash.equals(ATOM_JSON_OF_LATE_MONO));
    }

    /** The hash that .NET had for the type's name: two lanes, even and odd characters. */
    static int hash(MediaType type) {
        return HASHES.computeIfAbsent(
                type,
                named -> {
                    String name = named.toString();
                    int even = SEED;
                    int odd = SEED;
                    for (int i = 0; i < name.length(); i++) {
                        if (i % 2 == 0) {
                            even = ((even << 5) + even) ^ name.charAt(i);
                        } else {
                            odd = ((odd << 5) + odd) ^ name.charAt(i);
                        }
                    }
                    return even + odd * FACTOR;
                });
    }
}
