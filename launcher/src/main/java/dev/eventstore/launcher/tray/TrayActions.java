package dev.eventstore.launcher.tray;

import java.nio.file.Path;
import java.util.function.Consumer;

/** What can be done from the tray. Each returns at once and may be called on any thread. */
public record TrayActions(
        Runnable showWindow,
        Runnable openAdmin,
        Runnable start,
        Runnable stop,
        Runnable restart,
        Consumer<Path> openDatabase,
        Runnable temporaryDatabase,
        Runnable copyAddress,
        Runnable settings,
        Runnable quit) {}
