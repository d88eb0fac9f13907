package dev.eventstore.launcher.window.action;

import dev.eventstore.launcher.desktop.Desktop;
import dev.eventstore.launcher.node.FreePorts;
import dev.eventstore.launcher.node.Problem;
import dev.eventstore.launcher.node.RunningNode;
import dev.eventstore.launcher.platform.Opener;
import dev.eventstore.launcher.window.dialog.Dialogs;
import dev.eventstore.launcher.window.part.Toasts;
import dev.eventstore.server.node.PortConflict;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** What the user can do with the node. On JavaFX's thread. */
public final class Actions {
    private final Desktop desktop;
    private final Opener opener;
    private final Dialogs dialogs;
    private final Toasts toasts;
    private final Runnable quit;

    /**
     * Makes them for a window.
     *
     * @param quit ends the program
     */
    public Actions(Desktop desktop, Opener opener, Dialogs dialogs, Toasts toasts, Runnable quit) {
        this.desktop = desktop;
        this.opener = opener;
        this.dialogs = dialogs;
        this.toasts = toasts;
        this.quit = quit;
    }

    public Desktop desktop() {
        return desktop;
    }

    public Dialogs dialogs() {
        return dialogs;
    }

    public void start() {
        var _ = desktop.startNode();
    }

    public void stop() {
        var _ = desktop.stopNode();
    }

    public void restart() {
        var _ = desktop.restartNode();
    }

    public void openAdmin() {
        running(node -> openPage(node.adminPage()));
    }

    /** Opens the UI of the other node that has the port. */
    public void openOther(PortConflict conflict) {
        openPage(URI.create("http://" + conflict.address() + ":" + conflict.port() + "/web/"));
    }

    /** Ports that can be had instead of those that are taken. */
    public FreePorts freePorts(PortConflict conflict) {
        return FreePorts.of(desktop.situation().choices(), conflict);
    }

    /**
     * Starts on ports that were found to be free.
     *
     * @param forGood whether they become a setting
     */
    public void use(FreePorts ports, boolean forGood) {
        var _ = desktop.startOn(ports.http(), ports.tcp(), forGood);
    }

    public void openFolder(Path folder) {
        inBackground(() -> {
            if (!opener.openFolder(folder)) {
                Platform.runLater(() ->
                        dialogs.text(
                                "The folder could not be opened",
                                "No program for folders was found. This is where it is:",
                                folder.toString()));
            }
        });
    }

    public void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        toasts.show("Copied");
    }

    /** Copies where HTTP is served. */
    public void copyAddress() {
        running(node -> copy(node.address().toString()));
    }

    public void tell(String message) {
        toasts.show(message);
    }

    public void showDetails(Problem problem) {
        dialogs.details(problem);
    }

    /** Ends the program, asking first if that cuts clients off. */
    public void quit() {
        int clients = desktop.situation().figures().now().connections();
        if (clients == 0
                || dialogs.confirm(
                        "Quit Event Store?",
                        clients
                                + (clients == 1 ? " client is" : " clients are")
                                + " connected. Quitting stops the node; what it answered is on"
                                + " disk.",
                        "Quit")) {
            quit.run();
        }
    }

    private void openPage(URI page) {
        inBackground(() -> {
            if (!opener.openPage(page)) {
                Platform.runLater(() ->
                        dialogs.text(
                                "The browser could not be opened",
                                "Open this page yourself:",
                                page.toString()));
            }
        });
    }

    private void running(Consumer<RunningNode> use) {
        desktop.situation().node().running().ifPresent(use);
    }

    private static void inBackground(Runnable work) {
        Thread.ofVirtual().name("opener").start(work);
    }
}
