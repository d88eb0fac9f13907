package dev.eventstore.server.http;

import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of the Admin UI, from the folder {@code web} on the class path. They are kept in memory
 * once they were asked for; there are only as many as the class path holds. Thread-safe.
 */
final class WebFiles {
    private static final String FOLDER = "web/";
    private static final String START_PAGE = "/web/index.html";
    private static final int PATH_LENGTH_MAX = 256;

    /** Where version 5 had its pages of projections, and what these pages ran. */
    private static final Pattern OLD_PROJECTIONS =
            Pattern.compile("projections\\.htm|es/js/projections(?:/.*)?");

    private static final String PROJECTIONS = "/web/index.html#/projections";

    /** Browsers ask each time whether a file changed, and are told in a few bytes. */
    private static final String CACHING = "no-cache";

    /** Libraries have their version in their path. */
    private static final String LIBRARIES = "lib/";

    private static final String CACHING_OF_LIBRARIES = "public, max-age=31536000, immutable";

    /** A page may name where its modules are, inline; nothing else may stand in it. */
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private static final String POLICY_BEFORE = "default-src 'none'; script-src 'self'";
    private static final String POLICY_AFTER =
            "; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types lit-html";

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("mjs", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("json", "application/json; charset=utf-8"),
                    Map.entry("map", "application/json; charset=utf-8"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("wasm", "application/wasm"));

    private final Map<String, File> files = new ConcurrentHashMap<>();

    private WebFiles() {}

    static List<Route> routes() {
        var files = new WebFiles();
        return List.of(
                Route.get("/", AccessLevel.ANYONE, MediaTypes.ANY, WebFiles::startPage),
                Route.get("/web", AccessLevel.ANYONE, MediaTypes.ANY, WebFiles::startPage),
                Route.get("/web/{*path}", AccessLevel.ANYONE, MediaTypes.ANY, files::file));
    }

    private static Reply startPage(Call call) {
        return moved(call, START_PAGE);
    }

    private static Reply moved(Call call, String page) {
        return Reply.of(302, MediaType.TEXT, "Moved").with("Location", call.links().to(page));
    }

    private Reply file(Call call) {
        String path = call.pathParameter("path");
        if (path.isEmpty()) {
            return startPage(call);
        }
        if (OLD_PROJECTIONS.matcher(path).matches()) {
            return moved(call, PROJECTIONS);
        }
        File file = find(path);
        if (file == null) {
            return Reply.statusOnly(404, "Not Found").explained("The Admin UI has no such file.");
        }
        boolean known = call.header("If-None-Match").filter(file.tag::equals).isPresent();
        Reply reply =
                known ? Reply.statusOnly(304) : Reply.ok(MediaType.OCTET_STREAM, file.content);
        return (known ? reply : reply.withContentType(file.type))
                .with("ETag", file.tag)
                .with("Cache-Control", path.startsWith(LIBRARIES) ? CACHING_OF_LIBRARIES : CACHING)
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer")
                .with("Content-Security-Policy", file.policy);
    }

    private @Nullable File find(String path) {
        File kept = files.get(path);
        if (kept != null) {
            return kept;
        }
        String type = isPlain(path) ? TYPES.get(extension(path)) : null;
        if (type == null) {
            return null;
        }
        File read = read(path, type);
        if (read != null) {
            files.put(path, read);
        }
        return read;
    }

    /** Answers whether a path has only plain names: nothing that leads out of the folder. */
    private static boolean isPlain(String path) {
        char before = '/';
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean nameBegins = before == '/';
            boolean letter =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '_'
                            || c == '-';
            if (!letter && (nameBegins || (c != '.' && c != '/'))) {
                return false;
            }
            before = c;
        }
        return path.length() <= PATH_LENGTH_MAX;
    }

    private static String extension(String path) {
        int dot = path.lastIndexOf('.');
        return dot < path.lastIndexOf('/') ? "" : path.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static @Nullable File read(String path, String type) {
        try (InputStream in = WebFiles.class.getClassLoader().getResourceAsStream(FOLDER + path)) {
            return in == null ? null : new File(in.readAllBytes(), type);
        } catch (IOException e) {
            throw new UncheckedIOException("The file of the Admin UI cannot be read: " + path, e);
        }
    }

    /** A file in memory. */
    private static final class File {
        private final byte[] content;
        private final String type;
        private final String tag;
        private final String policy;

        File(byte[] content, String type) {
            this.content = content;
            this.type = type;
            this.tag =
                    '"'
                            + Base64.getUrlEncoder().withoutPadding().encodeToString(hash(content))
                            + '"';
            this.policy = POLICY_BEFORE + ofImportMap(content, type) + POLICY_AFTER;
        }

        /** What lets the import map of a page pass, and no other inline script. */
        private static String ofImportMap(byte[] content, String type) {
            if (!type.startsWith("text/html")) {
                return "";
            }
            Matcher map = IMPORT_MAP.matcher(new String(content, StandardCharsets.UTF_8));
            return map.find()
                    ? " 'sha256-"
                            + Base64.getEncoder()
                                    .encodeToString(
                                            hash(map.group(1).getBytes(StandardCharsets.UTF_8)))
                            + "'"
                    : "";
        }

        private static byte[] hash(byte[] content) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(content);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
        }
    }
}
