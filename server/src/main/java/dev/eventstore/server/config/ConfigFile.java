package dev.eventstore.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.resolver.FailsafeScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** Reads options from a flat YAML mapping. */
final class ConfigFile {
    private static final int BYTES_MAX = 1024 * 1024;

    private ConfigFile() {}

    static List<Given> read(Path file, Findings findings) {
        List<Given> given = new ArrayList<>();
        mapping(file, findings)
                .forEach((key, value) -> read(file, key, value, findings).ifPresent(given::add));
        return given;
    }

    private static Map<String, @Nullable Object> mapping(Path file, Findings findings) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                findings.problem("The configuration file " + file + " is larger than 1 MiB.");
                return Map.of();
            }
            return mapping(file, load(Files.readString(file)), findings);
        } catch (IOException unreadable) {
            findings.problem("The specified config file " + file + " could not be found or read.");
        } catch (YamlEngineException broken) {
            findings.problem(
                    "An invalid configuration file has been specified. "
                            + file
                            + ": "
                            + broken.getMessage());
        }
        return Map.of();
    }

    /** All scalars stay texts: an option knows its type better than YAML does. */
    private static final class TextSchema extends JsonSchema {
        @Override
        public ScalarResolver getScalarResolver() {
            return new FailsafeScalarResolver();
        }
    }

    private static @Nullable Object load(String yaml) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setSchema(new TextSchema())
                        .setAllowDuplicateKeys(false)
                        .build();
        return new Load(settings).loadFromString(yaml);
    }

    private static Map<String, @Nullable Object> mapping(
            Path file, @Nullable Object document, Findings findings) {
        if (document == null || (document instanceof String text && text.isBlank())) {
            return Map.of();
        }
        if (!(document instanceof Map<?, ?> map)) {
            findings.problem(
                    "An invalid configuration file has been specified. "
                            + file
                            + ": lines of the form Name: value are expected.");
            return Map.of();
        }
        Map<String, @Nullable Object> mapping = new LinkedHashMap<>();
        map.forEach((key, value) -> mapping.put(String.valueOf(key), value));
        return mapping;
    }

    private static Optional<Given> read(
            Path file, String key, @Nullable Object value, Findings findings) {
        Optional<Option> option = OptionTable.find(key);
        if (option.isEmpty()) {
            findings.problem(Findings.unknown(key + " in " + file, key));
            return Optional.empty();
        }
        if (value instanceof Map || (value instanceof List<?> list && !isFlat(list))) {
            findings.problem(key + " in " + file + " must be a plain value, nothing nested.");
            return Optional.empty();
        }
        String text =
                value instanceof List<?> list
                        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                        : value == null ? "" : value.toString();
        return text.isBlank()
                ? Optional.empty()
                : Optional.of(new Given(option.get(), key, text, OptionSource.CONFIG_FILE));
    }

    private static boolean isFlat(List<?> list) {
        return list.stream().allMatch(item -> item instanceof String);
    }
}
