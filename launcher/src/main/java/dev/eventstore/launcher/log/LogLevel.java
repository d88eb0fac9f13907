package dev.eventstore.launcher.log;

/** How serious a line is, the least serious first. */
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
}
