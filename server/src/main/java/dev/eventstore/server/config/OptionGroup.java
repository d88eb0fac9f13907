package dev.eventstore.server.config;

import java.util.List;
import java.util.Map;

/** Options of one subject, as {@code --help} and {@code GET /info/options} group them. */
public enum OptionGroup {
    APPLICATION("Application Options"),
    INTERFACE("Interface Options"),
    DATABASE("Database Options"),
    PROJECTIONS("Projections Options"),
    SECURITY("Authentication Options"),
    CERTIFICATES("Certificate Options"),
    CLUSTER("Cluster Options");

    private static final int PORT_MAX = 65_535;

    private final String title;

    OptionGroup(String title) {
        this.title = title;
    }

    /** What the group is called in texts for people. */
    public String title() {
        return title;
    }

    Option flag(String name, boolean start, String description, String... aliases) {
        return option(name, new OptionType.Flag(), Boolean.toString(start), description, aliases);
    }

    Option number(
            String name, long start, long min, long max, String description, String... aliases) {
        OptionType type = new OptionType.WholeNumber(min, max);
        return option(name, type, Long.toString(start), description, aliases);
    }

    Option port(String name, int start, String description, String... aliases) {
        OptionType type = new OptionType.WholeNumber(0, PORT_MAX);
        return option(name, type, Integer.toString(start), description, aliases);
    }

    Option address(String name, String start, String description, String... aliases) {
        return option(name, new OptionType.Address(), start, description, aliases);
    }

    Option text(String name, String description, String... aliases) {
        return option(name, new OptionType.Text(), "", description, aliases);
    }

    Option secret(String name, String description, String... aliases) {
        return option(name, new OptionType.Secret(), "", description, aliases);
    }

    Option place(String name, String description) {
        return option(name, new OptionType.Place(), "", description);
    }

    Option choice(String name, String start, String description, String... words) {
        return choice(name, start, description, Map.of(), words);
    }

    Option choice(
            String name,
            String start,
            String description,
            Map<String, String> alsoCalled,
            String... words) {
        OptionType type = new OptionType.Choice(List.of(words), alsoCalled);
        return option(name, type, start, description);
    }

    private Option option(
            String name, OptionType type, String start, String description, String... aliases) {
        return new Option(name, type, start, this, description, List.of(aliases), true);
    }
}
