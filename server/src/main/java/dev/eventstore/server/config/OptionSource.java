package dev.eventstore.server.config;

/** Where a value came from, the strongest place first. */
public enum OptionSource {
    COMMAND_LINE("Command Line"),
    ENVIRONMENT("Environment Variable"),
    CONFIG_FILE("Config File"),
    DEFAULT("<DEFAULT>");

    private final String title;

    OptionSource(String title) {
        this.title = title;
    }

    /** What the place is called in texts for people. */
    public String title() {
        return title;
    }
}
