package dev.eventstore.webui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final Path WEB = Path.of("src/main/resources/web");
    private static final int LINES_MAX = 200;

    /**
     * Files of the page, and modules by where they are from a module; what begins with a slash is
     * the node's, and libraries are put beside the pages by the build.
     */
    private static final Pattern REFERENCE =
            Pattern.compile(
                    "(?:href|src)=\"(?!lib/)([^\"/#:$][^\"#:$]*)\""
                            + "|(?:from|import) '(\\.[^']+)'|import\\('(\\.[^']+)'\\)");

    private static final Pattern LIBRARY = Pattern.compile("\"(?:\\./)?(lib/[^\"]+[^\"/])\"");
    private static final Path BUILT = Path.of("target/classes/web");

    private static final Pattern INLINE =
            Pattern.compile(
                    "<style|\\sstyle=|\\son[a-z]+=|javascript:"
                            + "|<script(?![^>]*\\ssrc=)(?! type=\"importmap\">)");

    private static final Pattern ELSEWHERE =
            Pattern.compile("(?:href|src|import|from|url)[=(\\s]+[\"']?(?:https?:)?//");

    @Test
    void what_a_file_refers_to_is_there() throws IOException {
        sources()
                .forEach((file, text) ->
                        assertThat(
                                        REFERENCE
                                                .matcher(text)
                                                .results()
                                                .map(found -> referred(file, found)))
                                .as("%s", file)
                                .allMatch(Files::exists));
    }

    /** Addresses in a page start at the page, also where a module writes them. */
    private static Path referred(Path file, MatchResult found) {
        return found.group(1) != null
                ? WEB.resolve(found.group(1))
                : file.resolveSibling(found.group(2) != null ? found.group(2) : found.group(3));
    }

    @Test
    void the_libraries_that_the_page_names_are_there_in_that_version() throws IOException {
        assertThat(
                        LIBRARY.matcher(Files.readString(WEB.resolve("index.html")))
                                .results()
                                .map(found -> found.group(1)))
                .hasSizeGreaterThan(20)
                .allMatch(name -> Files.exists(BUILT.resolve(name)), "is in the build");
    }

    @Test
    void nothing_is_inline_so_that_the_strictest_policy_can_be_served() throws IOException {
        sources()
                .forEach((file, text) ->
                        assertThat(text).as("%s", file).doesNotContainPattern(INLINE));
    }

    @Test
    void nothing_is_fetched_from_elsewhere() throws IOException {
        sources()
                .forEach((file, text) ->
                        assertThat(text).as("%s", file).doesNotContainPattern(ELSEWHERE));
    }

    @Test
    void a_file_can_be_read_in_one_go() throws IOException {
        sources()
                .forEach((file, text) ->
                        assertThat(text.lines().count())
                                .as("%s", file)
                                .isLessThanOrEqualTo(LINES_MAX));
    }

    private static Map<Path, String> sources() throws IOException {
        Map<Path, String> sources = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(WEB)) {
            files = all.filter(file -> file.toString().matches(".*\\.(html|js|css)")).toList();
        }
        for (Path file : files) {
            sources.put(file, Files.readString(file));
        }
        assertThat(sources).isNotEmpty();
        return sources;
    }
}
