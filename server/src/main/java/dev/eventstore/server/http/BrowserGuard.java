package dev.eventstore.server.http;

import dev.eventstore.server.http.routing.Reply;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of others from driving the node through the browser of somebody who may reach it.
 *
 * <p>A page of another origin may read what everybody may read, but changes nothing. A page whose
 * name was rebound to the node's address gets nothing without a password: a name that somebody
 * could register counts as the node's own only if it was configured. Names that nobody can register
 * (a single label, {@code .local}…) and IP literals are the node's own. Immutable.
 */
final class BrowserGuard {
    private static final Set<String> PRIVATE_DOMAINS =
            Set.of(
                    "localhost",
                    "local",
                    "internal",
                    "lan",
                    "home",
                    "test",
                    "invalid",
                    "localdomain");

    private static final String ANY = "*";

    private final Set<String> ownHosts = new HashSet<>();
    private final Set<String> allowedOrigins;

    BrowserGuard(HttpSettings settings) {
        ownHosts.addAll(settings.allowedHosts());
        ownHosts.add(settings.bindAddress().toLowerCase(Locale.ROOT));
        if (settings.advertisedHost() != null) {
            ownHosts.add(settings.advertisedHost().toLowerCase(Locale.ROOT));
        }
        allowedOrigins = settings.allowedOrigins();
    }

    /**
     * Judges one request.
     *
     * @param provenCaller whether the request carries a right password
     * @return the refusal, {@code null} if there is nothing against the request
     */
    @Nullable Reply refuse(Incoming incoming, boolean provenCaller) {
        String host = incoming.headers().value("Host");
        if (host != null && !provenCaller && !isOwn(name(host))) {
            return Reply.statusOnly(421, "Unknown Host")
                    .explained(
                            "The node does not know itself under the name in the Host header. Log"
                                    + " in, or let the node know the name: as the advertised or an"
                                    + " allowed host.");
        }
        String origin = incoming.headers().value("Origin");
        if (origin != null
                && changesState(incoming.method())
                && !isOwnOrigin(origin, host)
                && !isSameOrigin(incoming)) {
            return Reply.statusOnly(403, "Foreign Origin")
                    .explained(
                            "A web page of another origin may not change anything here. Allow its"
                                    + " origin in the node's settings if you trust it.");
        }
        return null;
    }

    private static boolean changesState(String method) {
        return !method.equals("GET") && !method.equals("OPTIONS") && !method.equals("HEAD");
    }

    private boolean isOwn(String host) {
        return isPrivate(host) || ownHosts.contains(host.toLowerCase(Locale.ROOT));
    }

    private boolean isOwnOrigin(String origin, @Nullable String host) {
        if (allowedOrigins.contains(origin) || allowedOrigins.contains(ANY)) {
            return true;
        }
        int start = origin.indexOf("://");
        return start > 0 && host != null && origin.substring(start + 3).equalsIgnoreCase(host);
    }

    /** The browser's own word, which no page can forge; it sees through proxies. */
    private static boolean isSameOrigin(Incoming incoming) {
        return "same-origin".equals(incoming.headers().value("Sec-Fetch-Site"));
    }

    private static String name(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static boolean isPrivate(String host) {
        int dot = host.lastIndexOf('.');
        if (dot < 0 || host.startsWith("[")) {
            return true;
        }
        String domain = host.substring(dot + 1);
        return isNumber(domain) || PRIVATE_DOMAINS.contains(domain.toLowerCase(Locale.ROOT));
    }

    /** No domain is a number: a name that ends in one is an IPv4 literal. */
    private static boolean isNumber(String label) {
        for (int i = 0; i < label.length(); i++) {
            if (label.charAt(i) < '0' || label.charAt(i) > '9') {
                return false;
            }
        }
        return !label.isEmpty();
    }
}
