package dev.eventstore.launcher.window.home;

import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.settings.DatabaseChoice;
import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.part.Icon;
import dev.eventstore.launcher.window.part.Parts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What somebody sees who starts the program for the first time: where things are. */
final class Welcome {
    private final Label text = Parts.prose("");
    private final Button temporary;
    private final VBox card;

    Welcome(Actions actions) {
        text.setId("welcome-text");
        Button good =
                Parts.button(
                        "welcome-done",
                        Icon.CLOSE,
                        "_Got it",
                        () ->
                                actions.desktop()
                                        .change(settings ->
                                                settings.with(settings.habits().welcomed())));
        temporary =
                Parts.button(
                        "welcome-temporary",
                        Icon.CLOCK,
                        "Use a _temporary database instead",
                        () -> {
                            var _ = actions.desktop().openPassing(DatabaseChoice.Passing.TEMPORARY);
                            actions.desktop()
                                    .change(settings ->
                                            settings.with(settings.habits().welcomed()));
                        });
        card =
                Parts.card(
                        "",
                        Parts.text("Welcome. Your event store runs.", "welcome-title"),
                        text,
                        Parts.row(good, temporary));
        card.getStyleClass().add("welcome");
        card.setId("welcome");
    }

    Region node() {
        return card;
    }

    void show(Situation situation) {
        boolean isShown =
                !situation.settings().habits().isWelcomed()
                        && situation.node().running().isPresent();
        Parts.show(card, isShown);
        if (!isShown) {
            return;
        }
        situation
                .node()
                .running()
                .ifPresent(running -> {
                    String place =
                            running.folder()
                                    .map(folder -> "Events are kept in " + folder + ". ")
                                    .orElse("Events are kept in memory. ");
                    text.setText(
                            place
                                    + "The Admin UI shows them in your browser; programs connect to "
                                    + running.address()
                                    + ". Only this computer can reach it, "
                                    + (running.isOpen()
                                            ? "without a password."
                                            : "with the login admin and the password changeit.")
                                    + " Everything can be changed later.");
                    Parts.show(temporary, !running.isTemporary());
                });
    }
}
