package dev.eventstore.server.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the terms of a query. Used once. */
final class QueryReader {
    private static final int TERMS_MAX = 20;
    private static final String METADATA = "meta.";
    private static final Pattern PATH = Pattern.compile("[^\\s\"=<>!:]+");

    private final String text;
    private int at;

    QueryReader(String text) {
        this.text = text;
    }

    List<Term> read() {
        List<Term> terms = new ArrayList<>();
        for (String word = next(); !word.isEmpty(); word = next()) {
            if (terms.size() == TERMS_MAX) {
                throw new IllegalArgumentException(
                        "A query may have at most " + TERMS_MAX + " terms.");
            }
            boolean not = word.startsWith("-") && word.length() > 1;
            Term term = term(not ? word.substring(1) : word);
            terms.add(not ? new Term.Not(term) : term);
        }
        return List.copyOf(terms);
    }

    /** The next word, quotes and what is in them included; empty at the end. */
    private String next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int start = at;
        boolean quoted = false;
        while (at < text.length() && (quoted || !Character.isWhitespace(text.charAt(at)))) {
            if (text.charAt(at) == '"') {
                quoted = !quoted;
            }
            at++;
        }
        return text.substring(start, at);
    }

    private static Term term(String word) {
        int colon = word.indexOf(':');
        String value = colon < 0 ? "" : unquoted(word.substring(colon + 1));
        return switch (colon < 0 ? "" : word.substring(0, colon)) {
            case "type" -> new Term.Type(glob(required("type", value)));
            case "stream" -> new Term.Stream(required("stream", value), glob(value));
            case "id" -> new Term.Id(id(value));
            case "after" -> new Term.After(instant("after", value));
            case "before" -> new Term.Before(instant("before", value));
            default -> pathOrText(word);
        };
    }

    private static Term pathOrText(String word) {
        for (PathTerm.Comparison comparison : PathTerm.Comparison.values()) {
            int sign = word.indexOf(comparison.sign());
            if (sign > 0
                    && PATH.matcher(word.substring(0, sign)).matches()
                    && sign + comparison.sign().length() < word.length()) {
                return path(
                        word.substring(0, sign),
                        comparison,
                        unquoted(word.substring(sign + comparison.sign().length())));
            }
        }
        String plain = unquoted(word);
        return new Term.Text(new Needle(plain.isEmpty() ? word : plain));
    }

    private static Term path(String path, PathTerm.Comparison comparison, String value) {
        boolean inMetadata = path.startsWith(METADATA);
        String steps = inMetadata ? path.substring(METADATA.length()) : path;
        List<String> split = List.of(steps.split("\\.", -1));
        if (split.contains("")) {
            throw new IllegalArgumentException("The path " + path + " has an empty step.");
        }
        return PathTerm.of(inMetadata, split, comparison, required(path, value));
    }

    /** Quotes around a value keep it together; those in it belong to it. */
    private static String unquoted(String value) {
        if (!value.startsWith("\"")) {
            return value;
        }
        boolean isClosed = value.length() > 1 && value.endsWith("\"");
        return value.substring(1, isClosed ? value.length() - 1 : value.length());
    }

    private static String required(String name, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("Something must follow " + name + ".");
        }
        return value;
    }

    private static UUID id(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException noId) {
            throw new IllegalArgumentException("id: needs the id of an event.", noId);
        }
    }

    /** A glob as a pattern: only {@code *} has a meaning. Each star is tried without going back. */
    private static Pattern glob(String value) {
        StringBuilder pattern = new StringBuilder();
        String[] parts = value.split("\\*+", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean isLast = i == parts.length - 1;
            if (i > 0 && !isLast) {
                pattern.append("(?>.*?").append(Pattern.quote(parts[i])).append(')');
            } else {
                pattern.append(i > 0 ? ".*" : "").append(Pattern.quote(parts[i]));
            }
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    }

    /** A day, a time of a day, or an instant with its offset; without one it is UTC. */
    private static Instant instant(String name, String value) {
        try {
            if (value.length() <= 10) {
                return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            boolean hasOffset = value.matches(".*(?:Z|[+-]\\d\\d:?\\d\\d)$");
            return hasOffset
                    ? OffsetDateTime.parse(value).toInstant()
                    : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException(
                    name + ": needs a day or a time, such as 2026-11-26 or 2026-11-26T08:30:00Z.",
                    noTime);
        }
    }
}
