package dev.eventstore.server.security;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.Revision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account as its stream holds it: one JSON object with the members of Event Store 5, and beside
 * {@code salt} and {@code hash} how the hash was made. Without the latter it is the hash of version
 * 5: PBKDF2 with HMAC-SHA1, 1000 iterations.
 *
 * @param account what may be told
 * @param password what must not
 * @param revision where in its stream it was read
 */
record StoredAccount(Account account, PasswordHash password, Revision revision) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads an account; empty if the event holds none that can be used. */
    static Optional<StoredAccount> read(RecordedEvent event) {
        try {
            JsonNode document = JSON.readTree(event.data().bytes());
            return Optional.of(
                    new StoredAccount(
                            new Account(
                                    text(document, "loginName"),
                                    document.path("fullName").textValue(),
                                    groups(document.path("groups")),
                                    document.path("disabled").asBoolean(),
                                    event.created()),
                            password(document),
                            event.revision()));
        } catch (JacksonException | IllegalArgumentException unusable) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new IllegalStateException("Reading from memory failed.", impossible);
        }
    }

    /** The event data of an account. */
    static Payload write(
            String login,
            @Nullable String fullName,
            @Nullable List<String> groups,
            boolean isDisabled,
            PasswordHash password) {
        Base64.Encoder base64 = Base64.getEncoder();
        ObjectNode document = JSON.createObjectNode();
        document.put("loginName", login);
        document.put("fullName", fullName);
        document.put("salt", base64.encodeToString(password.salt().bytes()));
        document.put("hash", base64.encodeToString(password.hash().bytes()));
        document.put("hashFunction", password.function().label());
        document.put("hashIterations", password.iterations());
        document.put("disabled", isDisabled);
        if (groups == null) {
            document.putNull("groups");
        } else {
            ArrayNode names = document.putArray("groups");
            groups.forEach(names::add);
        }
        return Payload.of(document.toString());
    }

    /** The event data that tell of a changed password. */
    static Payload writeLogin(String login) {
        return Payload.of(JSON.createObjectNode().put("loginName", login).toString());
    }

    private static PasswordHash password(JsonNode document) {
        Base64.Decoder base64 = Base64.getDecoder();
        Payload salt = Payload.of(base64.decode(text(document, "salt")));
        Payload hash = Payload.of(base64.decode(text(document, "hash")));
        JsonNode function = document.get("hashFunction");
        if (function == null) {
            return new PasswordHash(
                    PasswordHash.Function.SHA1, PasswordHash.ITERATIONS_V5, salt, hash);
        }
        for (PasswordHash.Function known : PasswordHash.Function.values()) {
            if (known.label().equals(function.textValue())) {
                return new PasswordHash(known, document.path("hashIterations").asInt(), salt, hash);
            }
        }
        throw new IllegalArgumentException("Unknown hash function.");
    }

    private static String text(JsonNode document, String member) {
        String text = document.path(member).textValue();
        if (text == null) {
            throw new IllegalArgumentException("The account has no " + member + ".");
        }
        return text;
    }

    private static @Nullable List<String> groups(JsonNode array) {
        if (!array.isArray()) {
            return null;
        }
        List<String> groups = new ArrayList<>(array.size());
        array.forEach(group -> groups.add(group.asText()));
        return groups;
    }
}
