package dev.eventstore.server.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@link OptionTable}.
 *
 * @param name as in configuration files, such as {@code ExtHttpPort}
 * @param type what it may be set to
 * @param defaultText its value if nobody sets it, empty for none
 * @param group its subject
 * @param description one sentence for people
 * @param aliases other names for the same
 * @param hasEffect false for an option that other servers know and this one only tolerates
 */
public record Option(
        String name,
        OptionType type,
        String defaultText,
        OptionGroup group,
        String description,
        List<String> aliases,
        boolean hasEffect) {
    public Option {
        aliases = List.copyOf(aliases);
    }

    /**
     * The spelling for command lines: {@code DisableHTTPCaching} is {@code disable-http-caching}.
     */
    public String kebabName() {
        return kebab(name);
    }

    /** The name of the environment variable. */
    public String variableName() {
        return EnvironmentVariables.PREFIX + words(name, "_").toUpperCase(Locale.ROOT);
    }

    /** The possible values, if they can be listed. */
    public List<String> possibleValues() {
        return type instanceof OptionType.Choice choice ? choice.words() : List.of();
    }

    /**
     * An option is its name. What a record has by itself is linked at run time, which takes long.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Option option && name.equals(option.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Its names as they are compared. */
    Stream<String> keys() {
        return Stream.concat(Stream.of(name), aliases.stream()).map(Option::key);
    }

    /** Any of its names in the spelling for command lines. */
    static String kebab(String name) {
        return words(name, "-").toLowerCase(Locale.ROOT);
    }

    /** What is left of a name when spelling does not count. */
    static String key(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static String words(String name, String separator) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", separator);
    }
}
