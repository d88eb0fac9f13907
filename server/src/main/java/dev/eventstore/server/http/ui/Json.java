package dev.eventstore.server.http.ui;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.security.Caller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON, written as it comes. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** Writes a value. */
    @FunctionalInterface
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    /** 200 with an object, whose fields are written. */
    static Reply reply(Writing fields) {
        return Reply.ok(MediaType.JSON, bytes(fields)).with("Cache-Control", "no-store");
    }

    /** An object in one line. */
    static byte[] bytes(Writing fields) {
        var out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            fields.to(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** The refusal of what the caller may not see. */
    static Reply refusal(Caller caller, String who) {
        return caller.isAuthenticated()
                ? Reply.statusOnly(403, "Forbidden").explained("This is for " + who + ".")
                : Reply.statusOnly(401, "Unauthorized")
                        .explained("Sign in: this is for " + who + ".");
    }

    /** The refusal of what is for those who may read everything. */
    static Reply closed(Caller caller) {
        return refusal(caller, "those who may read $all");
    }
}
