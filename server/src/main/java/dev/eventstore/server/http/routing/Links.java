package dev.eventstore.server.http.routing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Absolute addresses as the client of one request sees the node: as it was addressed, unless the
 * node advertises another name, unless a proxy says what it was addressed as. Immutable.
 */
public final class Links {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int PORT_MAX = 65_535;

    private final String base;
    private final String pathAndQuery;

    private Links(String base, String pathAndQuery) {
        this.base = base;
        this.pathAndQuery = pathAndQuery;
    }

    /**
     * How a node was addressed.
     *
     * @param scheme {@code http} or {@code https}
     * @param host a name or IP literal, IPv6 in brackets
     * @param port 1 to 65535
     */
    public record Origin(String scheme, String host, int port) {
        /** Written as the beginning of an address, without the scheme's usual port. */
        @Override
        public String toString() {
            boolean usual = port == (scheme.equals("https") ? HTTPS_PORT : HTTP_PORT);
            return usual ? scheme + "://" + host : scheme + "://" + host + ":" + port;
        }
    }

    /**
     * Works out the addresses for one request.
     *
     * @param addressed scheme, host and port of the request, advertised ones already put in
     * @param headers the request's headers: {@code X-Forwarded-Proto}, {@code -Host}, {@code -Port}
     *     and {@code -Prefix} count, values that make no sense do not
     * @param pathAndQuery the address of the request itself from its path on, still encoded
     */
    public static Links of(Origin addressed, Headers headers, String pathAndQuery) {
        String proto = headers.value("X-Forwarded-Proto");
        String host = headers.value("X-Forwarded-Host");
        String port = headers.value("X-Forwarded-Port");
        String prefix = headers.value("X-Forwarded-Prefix");
        Origin origin = addressed;
        if (proto != null || host != null || port != null) {
            origin = forwarded(addressed, proto, host, port);
        }
        return new Links(origin + prefix(prefix), pathAndQuery);
    }

    /** The address of a path on this node: begins with a slash, already escaped. */
    public String to(String path) {
        return base.concat(path);
    }

    /** The address of a stream. */
    public String stream(String name) {
        return base + "/streams/" + UriText.escape(name);
    }

    /** The address of this request itself, query included. */
    public String self() {
        return base.concat(pathAndQuery);
    }

    /** The path and query of this request, still encoded, as it reached the node. */
    public String pathAndQuery() {
        return pathAndQuery;
    }

    private static Origin forwarded(
            Origin addressed,
            @Nullable String protoHeader,
            @Nullable String hostHeader,
            @Nullable String portHeader) {
        String scheme =
                switch (first(protoHeader)) {
                    case "https" -> "https";
                    case "http" -> "http";
                    default -> addressed.scheme();
                };
        String host = addressed.host();
        int port = addressed.port();
        String forwarded = first(hostHeader);
        if (isHost(forwarded)) {
            int colon = forwarded.lastIndexOf(':');
            boolean hasPort = colon > forwarded.lastIndexOf(']');
            host = hasPort ? forwarded.substring(0, colon) : forwarded;
            port = hasPort ? port(forwarded.substring(colon + 1)).orElse(port) : port;
        }
        return new Origin(scheme, host, port(first(portHeader)).orElse(port));
    }

    private static String first(@Nullable String list) {
        if (list == null) {
            return "";
        }
        int comma = list.indexOf(',');
        return (comma < 0 ? list : list.substring(0, comma)).strip();
    }

    private static Optional<Integer> port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 0 && port <= PORT_MAX ? Optional.of(port) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Answers whether a text can stand for a host in an address, and for nothing more. */
    private static boolean isHost(String text) {
        if (text.isEmpty() || text.startsWith(":")) {
            return false;
        }
        return text.chars()
                .allMatch(
                        c -> c < 128 && (Character.isLetterOrDigit(c) || "-._:[]".indexOf(c) >= 0));
    }

    private static String prefix(@Nullable String header) {
        String path = first(header);
        int from = 0;
        int to = path.length();
        while (from < to && path.charAt(from) == '/') {
            from++;
        }
        while (to > from && path.charAt(to - 1) == '/') {
            to--;
        }
        if (from == to || !isPath(path)) {
            return "";
        }
        return "/" + path.substring(from, to);
    }

    private static boolean isPath(String text) {
        return text.chars()
                .allMatch(c ->
                        c < 128 && (Character.isLetterOrDigit(c) || "-._~/%$+@:".indexOf(c) >= 0));
    }
}
