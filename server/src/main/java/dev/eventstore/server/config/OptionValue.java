package dev.eventstore.server.config;

/**
 * An option with the value in force.
 *
 * @param text the value in canonical form, empty for none
 * @param source where it came from
 */
public record OptionValue(Option option, String text, OptionSource source) {
    /** The value as people may see it. */
    public String shown() {
        boolean hide = option.type() instanceof OptionType.Secret && !text.isEmpty();
        return hide ? "********" : text;
    }

    /** Shows no secrets. */
    @Override
    public String toString() {
        return option.name() + "=" + shown() + " (" + source.title() + ")";
    }
}
