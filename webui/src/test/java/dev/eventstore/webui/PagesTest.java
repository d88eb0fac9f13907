package dev.eventstore.webui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final Path WEB = Path.of("src/main/resources/web");
    private static final int LINES_MAX = 200;

    /**
     * Files beside the page, and modules beside the module; what begins with a slash is the node's.
     */
    private static final Pattern REFERENCE =
            Pattern.compile("(?:href|src)=\"([^\"/#:]+)\"|from '\\./([^']+)'");

    private static final Pattern INLINE =
            Pattern.compile("<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]*\\ssrc=)|javascript:");

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
                                                .map(found ->
                                                        found.group(1) != null
                                                                ? found.group(1)
                                                                : found.group(2)))
                                .as("%s", file)
                                .allMatch(name -> Files.exists(file.resolveSibling(name))));
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
