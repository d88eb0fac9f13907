package dev.eventstore.server.http.ui;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventstore.server.projection.handler.Standing;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How partitions stand, for a table. States are texts, so that their numbers stay exact. */
final class StandingsJson {
    /** How much of a state or result is told, in characters: the beginning. */
    static final int TEXT_MAX = 4_000;

    /** How much is told of all of them together, in characters; what is behind is left out. */
    static final int ALL_MAX = 4 << 20;

    private StandingsJson() {}

    /** Writes them; a result that is the state is not told twice. */
    static void write(
            JsonGenerator json,
            List<String> partitions,
            boolean isComplete,
            Function<String, Standing> standings)
            throws IOException {
        long written = 0;
        boolean isAll = isComplete;
        json.writeArrayFieldStart("partitions");
        for (String partition : partitions) {
            if (written > ALL_MAX) {
                isAll = false;
                break;
            }
            Standing standing = standings.apply(partition);
            json.writeStartObject();
            json.writeStringField("name", partition);
            written += text(json, "state", standing.state());
            if (!Objects.equals(standing.state(), standing.result())) {
                written += text(json, "result", standing.result());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("complete", isAll);
    }

    private static int text(JsonGenerator json, String field, @Nullable String text)
            throws IOException {
        if (text == null || text.length() <= TEXT_MAX) {
            json.writeStringField(field, text);
            return text == null ? 0 : text.length();
        }
        json.writeStringField(field, text.substring(0, TEXT_MAX));
        json.writeBooleanField(field + "IsCut", true);
        return TEXT_MAX;
    }
}
