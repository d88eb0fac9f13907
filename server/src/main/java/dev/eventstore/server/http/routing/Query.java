package dev.eventstore.server.http.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query of an address; names do not depend on case. Immutable. */
public final class Query {
    /** The most parameters that a query may have. */
    public static final int PARAMETERS_MAX = 256;

    /** No query. */
    public static final Query NONE = new Query(List.of());

    private final List<Parameter> parameters;

    private Query(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    private record Parameter(String name, String value) {}

    /**
     * Reads a query.
     *
     * @param raw the query behind the question mark, still encoded, {@code null} if there is none
     * @throws BadRequest if it is not properly encoded or has too many parameters
     */
    public static Query parse(@Nullable String raw) throws BadRequest {
        if (raw == null || raw.isEmpty()) {
            return NONE;
        }
        var parameters = new ArrayList<Parameter>();
        int from = 0;
        while (from <= raw.length()) {
            int and = raw.indexOf('&', from);
            int end = and < 0 ? raw.length() : and;
            if (end > from) {
                if (parameters.size() == PARAMETERS_MAX) {
                    throw new BadRequest(
                            "The query has more than " + PARAMETERS_MAX + " parameters.");
                }
                parameters.add(parameter(raw.substring(from, end)));
            }
            from = end + 1;
        }
        return new Query(List.copyOf(parameters));
    }

    /** The first value of a parameter, {@code null} if it is not there; {@code ?a} has "". */
    public @Nullable String value(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name.equalsIgnoreCase(name)) {
                return parameter.value;
            }
        }
        return null;
    }

    private static Parameter parameter(String text) throws BadRequest {
        int equal = text.indexOf('=');
        return equal < 0
                ? new Parameter(UriText.decodeQuery(text), "")
                : new Parameter(
                        UriText.decodeQuery(text.substring(0, equal)),
                        UriText.decodeQuery(text.substring(equal + 1)));
    }
}
