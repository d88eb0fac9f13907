package dev.eventstore.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents promise about themselves. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)[^)]*\\)");
    private static final Path ROOT = Repository.root();

    @Test
    void a_link_to_a_file_leads_somewhere() throws IOException {
        for (Path document : documents()) {
            List<String> targets =
                    LINK.matcher(Files.readString(document))
                            .results()
                            .map((MatchResult link) -> link.group(1))
                            .filter(target -> !target.contains("://"))
                            .toList();
            assertThat(targets)
                    .as("links in %s", ROOT.relativize(document))
                    .allMatch(target -> Files.exists(document.resolveSibling(target)));
        }
    }

    @Test
    void the_architecture_is_told_in_200_lines() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("ARCHITECTURE.md")))
                .hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void decisions_are_numbered_without_gaps_and_short() throws IOException {
        List<Path> decisions;
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/adr"))) {
            decisions = files.sorted().toList();
        }
        for (int i = 0; i < decisions.size(); i++) {
            Path decision = decisions.get(i);
            List<String> lines = Files.readAllLines(decision);
            assertThat(decision.getFileName().toString()).matches("%04d-.*\\.md".formatted(i + 1));
            assertThat(lines.getFirst()).startsWith("# %d. ".formatted(i + 1));
            assertThat(lines).as("%s", decision).hasSizeLessThanOrEqualTo(60);
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> above = Files.list(ROOT);
                Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
            List<Path> found =
                    Stream.concat(above, below)
                            .filter(file -> file.toString().endsWith(".md"))
                            .toList();
            assertThat(found).hasSizeGreaterThan(10);
            return found;
        }
    }
}
