package dev.eventstore.launcher.window.settings;

import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.dialog.Choosers;
import dev.eventstore.launcher.window.part.Icon;
import dev.eventstore.launcher.window.part.Mark;
import dev.eventstore.launcher.window.part.Page;
import dev.eventstore.launcher.window.part.Parts;
import dev.eventstore.server.config.Version;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What this program is, and what somebody needs who shall help. */
public final class AboutPage implements Page {
    private static final double MARK = 56;

    private final Label facts = Parts.prose("", "code");
    private final VBox root;

    /** Makes the page. */
    public AboutPage(Actions actions, Choosers choosers) {
        facts.setId("facts");
        facts.setMaxWidth(Double.MAX_VALUE);
        VBox name =
                new VBox(
                        Parts.text("Event Store, Developer Edition", "database-name"),
                        Parts.text("Version " + Version.current().number(), "soft"));
        VBox card =
                Parts.card(
                        "",
                        Parts.row(Mark.picture(MARK), name),
                        Parts.prose(
                                "An event store on your own computer. An independent"
                                        + " implementation, under the Apache License 2.0.",
                                "soft"));
        VBox help =
                Parts.card(
                        "For whoever helps you",
                        facts,
                        Parts.row(
                                Parts.button(
                                        "copy-facts",
                                        Icon.COPY,
                                        "_Copy",
                                        () -> actions.copy(facts.getText())),
                                Parts.button(
                                        "save-diagnostics",
                                        Icon.KEEP,
                                        "_Save with the logs …",
                                        () -> save(actions, choosers))));
        root = new VBox(Parts.text("About", "page-title"), card, help);
        root.getStyleClass().add("page");
    }

    private void save(Actions actions, Choosers choosers) {
        String text = facts.getText();
        choosers.fileToSave("Save diagnostics", "eventstore-diagnostics.zip")
                .ifPresent(file -> {
                    var _ =
                            actions.desktop()
                                    .jobs()
                                    .begin(
                                            "Saving diagnostics",
                                            progress ->
                                                    Diagnostics.save(
                                                            file,
                                                            text,
                                                            actions.desktop().folders().logs(),
                                                            progress));
                });
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void show(Situation situation) {
        facts.setText(Diagnostics.facts(situation));
    }
}
