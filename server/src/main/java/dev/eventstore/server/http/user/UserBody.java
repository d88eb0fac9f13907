package dev.eventstore.server.http.user;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that a request about accounts carries. Names of members count in any case, a
 * member that is {@code null} counts as absent, unknown members are of no concern.
 */
final class UserBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode object;

    private UserBody(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads the body of a call.
     *
     * @throws BadRequest 415 if it is XML, 400 if it is no JSON object
     */
    static UserBody read(Call call) throws BadRequest {
        if (!call.requestType().equals(MediaType.JSON)) {
            throw new BadRequest(415, "Accounts are read as application/json only.");
        }
        byte[] body = call.body();
        try {
            JsonNode object = JSON.readTree(body);
            if (object == null || !object.isObject()) {
                throw new BadRequest("The body must be a JSON object.");
            }
            return new UserBody(object);
        } catch (JacksonException broken) {
            var where = broken.getLocation();
            throw new BadRequest(
                    where == null
                            ? "The body is not valid JSON."
                            : "The body is not valid JSON at line %d, column %d."
                                    .formatted(where.getLineNr(), where.getColumnNr()));
        } catch (IOException impossible) {
            throw new IllegalStateException("Reading from memory failed.", impossible);
        }
    }

    /**
     * A member that must be there.
     *
     * @throws BadRequest if it is missing or no text
     */
    String text(String name) throws BadRequest {
        String text = optionalText(name);
        if (text == null) {
            throw new BadRequest("The member '" + name + "' is missing.");
        }
        return text;
    }

    /**
     * A member that may be there.
     *
     * @throws BadRequest if it is no text
     */
    @Nullable String optionalText(String name) throws BadRequest {
        JsonNode value = member(name);
        return value == null ? null : textOf(value, name);
    }

    /**
     * An array of texts that may be there.
     *
     * @throws BadRequest if it is no array, or holds something else
     */
    @Nullable List<String> optionalTexts(String name) throws BadRequest {
        JsonNode array = member(name);
        if (array == null) {
            return null;
        }
        if (!array.isArray()) {
            throw new BadRequest("The member '" + name + "' must be an array of strings.");
        }
        List<String> texts = new ArrayList<>(array.size());
        for (JsonNode item : array) {
            texts.add(textOf(item, name));
        }
        return texts;
    }

    private @Nullable JsonNode member(String name) {
        JsonNode exact = object.get(name);
        if (exact == null) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (member.getKey().equalsIgnoreCase(name)) {
                    exact = member.getValue();
                }
            }
        }
        return exact == null || exact.isNull() ? null : exact;
    }

    private static String textOf(JsonNode value, String name) throws BadRequest {
        if (!value.isValueNode() || value.isNull()) {
            throw new BadRequest("The member '" + name + "' must hold strings.");
        }
        return value.asText();
    }
}
