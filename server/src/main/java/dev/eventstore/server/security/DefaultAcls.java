package dev.eventstore.server.security;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.StreamAcl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules for streams whose own metadata are silent: what {@code $settings} says, and below that
 * what is built in. Everybody may do everything with ordinary streams; system streams belong to
 * {@code $admins}, except that everybody may read the indexes of the standard projections.
 *
 * @param userStreams {@code $userStreamAcl}, for streams without a leading {@code $}
 * @param systemStreams {@code $systemStreamAcl}
 */
record DefaultAcls(@Nullable StreamAcl userStreams, @Nullable StreamAcl systemStreams) {
    /** Without a {@code $settings} event. */
    static final DefaultAcls BUILT_IN = new DefaultAcls(null, null);

    private static final List<String> EVERYBODY = List.of(Caller.EVERYBODY);
    private static final List<String> ADMINS = List.of(Caller.ADMINS);
    private static final List<String> INDEX_PREFIXES =
            List.of("$ce-", "$et-", "$bc-", "$category-", "$streams");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the data of a {@code $settings} event; what cannot be read counts as absent. */
    static DefaultAcls parse(Payload data) {
        try {
            JsonNode document = JSON.readTree(data.bytes());
            return document == null
                    ? BUILT_IN
                    : new DefaultAcls(
                            acl(document.get("$userStreamAcl")),
                            acl(document.get("$systemStreamAcl")));
        } catch (JacksonException unreadable) {
            return BUILT_IN;
        } catch (IOException impossible) {
            throw new IllegalStateException("Reading from memory failed.", impossible);
        }
    }

    /** Those who have a right to a stream whose metadata do not speak of it. */
    List<String> holders(StreamName stream, Right right) {
        StreamAcl configured = stream.isSystem() ? systemStreams : userStreams;
        List<String> holders = configured == null ? null : right.holders(configured);
        return holders == null ? builtIn(stream, right) : holders;
    }

    private static List<String> builtIn(StreamName stream, Right right) {
        if (!stream.isSystem()) {
            return EVERYBODY;
        }
        boolean isRead = right == Right.READ || right == Right.METADATA_READ;
        return isRead && isIndex(stream) ? EVERYBODY : ADMINS;
    }

    private static boolean isIndex(StreamName stream) {
        for (String prefix : INDEX_PREFIXES) {
            if (stream.value().startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable StreamAcl acl(@Nullable JsonNode object) {
        return object == null || !object.isObject()
                ? null
                : new StreamAcl(
                        holders(object.get(Right.READ.key())),
                        holders(object.get(Right.WRITE.key())),
                        holders(object.get(Right.DELETE.key())),
                        holders(object.get(Right.METADATA_READ.key())),
                        holders(object.get(Right.METADATA_WRITE.key())));
    }

    private static @Nullable List<String> holders(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        if (value.isTextual()) {
            return List.of(value.textValue());
        }
        if (!value.isArray()) {
            return null;
        }
        List<String> names = new ArrayList<>(value.size());
        value.forEach(name -> names.add(name.asText()));
        return List.copyOf(names);
    }
}
