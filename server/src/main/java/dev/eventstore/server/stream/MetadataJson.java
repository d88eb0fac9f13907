package dev.eventstore.server.stream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.event.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of streams as JSON. Reading never fails: a document that cannot be read counts as empty,
 * a value out of its range as absent (Event Store 5.0.11, recorded).
 */
final class MetadataJson {
    private static final int DEPTH_MAX = 200;

    private static final ObjectMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH_MAX)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private MetadataJson() {}

    static StreamMetadata read(Payload document) {
        ObjectNode root = objectOrNull(document);
        if (root == null) {
            return StreamMetadata.NONE;
        }
        return new StreamMetadata(
                atLeast(root.get("$maxCount"), 1),
                seconds(root.get("$maxAge")),
                atLeast(root.get("$tb"), 0),
                seconds(root.get("$cacheControl")),
                root.path("$tmp").asBoolean(false),
                acl(root.get("$acl")));
    }

    /**
     * The document with another {@code $tb}, all other keys kept; empty if it is no JSON object,
     * which hides nothing.
     */
    static Optional<Payload> withTruncateBefore(Payload document, long revision) {
        ObjectNode root = objectOrNull(document);
        if (root == null) {
            return Optional.empty();
        }
        root.put("$tb", revision);
        try {
            return Optional.of(Payload.of(JSON.writeValueAsBytes(root)));
        } catch (JacksonException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static Payload softDeleted() {
        return Payload.of("{\"$tb\":" + StreamMetadata.DELETED_BEFORE + "}");
    }

    private static @Nullable ObjectNode objectOrNull(Payload document) {
        if (document.isEmpty()) {
            return null;
        }
        try {
            return JSON.readTree(document.bytes()) instanceof ObjectNode root ? root : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    private static @Nullable Long atLeast(@Nullable JsonNode node, long least) {
        return node != null
                        && node.isIntegralNumber()
                        && node.canConvertToLong()
                        && node.longValue() >= least
                ? node.longValue()
                : null;
    }

    private static @Nullable Duration seconds(@Nullable JsonNode node) {
        Long seconds = atLeast(node, 1);
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static @Nullable StreamAcl acl(@Nullable JsonNode node) {
        return node == null || !node.isObject()
                ? null
                : new StreamAcl(
                        roles(node.get("$r")),
                        roles(node.get("$w")),
                        roles(node.get("$d")),
                        roles(node.get("$mr")),
                        roles(node.get("$mw")));
    }

    private static @Nullable List<String> roles(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        List<String> roles = new ArrayList<>();
        if (node.isTextual()) {
            roles.add(node.textValue());
        }
        for (JsonNode role : node) {
            if (role.isTextual()) {
                roles.add(role.textValue());
            }
        }
        return List.copyOf(roles);
    }
}
