package dev.eventstore.server.tutorial;

import dev.eventstore.server.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The commands and other code in the README. */
final class Readme {
    /** What a shell takes as one word: plain text and quoted text, side by side. */
    private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");

    private Readme() {}

    /** The {@code curl} commands in the code of a section, in order. */
    static List<Curl> commands(String section) throws IOException {
        String code =
                Files.readAllLines(Repository.root().resolve("README.md")).stream()
                        .dropWhile(line -> !line.equals("## " + section))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("## "))
                        .collect(Collectors.joining("\n"));
        // A command begins its line; other lines of code belong to the one before.
        return Pattern.compile("(?ms)^ *```bash$(.*?)^ *```$")
                .matcher(code)
                .results()
                .flatMap(block -> Pattern.compile("(?m)^(?= *curl )").splitAsStream(block.group(1)))
                .map(String::strip)
                .filter(command -> command.startsWith("curl "))
                .map(command -> Curl.of(words(command.replace("\\\n", " "))))
                .toList();
    }

    /** The blocks of code in a language, in order. */
    static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "$(.*?)^```$")
                .matcher(Files.readString(Repository.root().resolve("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(MatchResult::group)
                .map(word -> word.replaceAll("^['\"]|['\"]$", ""))
                .skip(1)
                .toList();
    }
}
