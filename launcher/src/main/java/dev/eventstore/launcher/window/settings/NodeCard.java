package dev.eventstore.launcher.window.settings;

import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.settings.Access;
import dev.eventstore.launcher.settings.NodeChoices;
import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.part.Icon;
import dev.eventstore.launcher.window.part.Parts;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the node shall be like; holds from its next start. */
final class NodeCard {
    private static final double PORT_WIDTH = 110;

    private final Actions actions;
    private final TextField http = port("setting-http-port");
    private final TextField tcp = port("setting-tcp-port");
    private final RadioButton open = new RadioButton("Open on this computer");
    private final RadioButton password = new RadioButton("Ask for a password");
    private final CheckBox projections = new CheckBox();
    private final ComboBox<String> level = new ComboBox<>();
    private final Label wrong = Parts.prose("", "wrong-text");
    private final Label hint = Parts.prose("The node uses these from its next start.", "soft");
    private final Button save;
    private final Button restart;
    private final VBox card;
    private Optional<NodeChoices> shown = Optional.empty();

    NodeCard(Actions actions) {
        this.actions = actions;
        ToggleGroup access = new ToggleGroup();
        open.setToggleGroup(access);
        password.setToggleGroup(access);
        open.setId("access-open");
        password.setId("access-password");
        projections.setId("setting-projections");
        level.setId("setting-log-level");
        level.getItems().setAll("Error", "Warn", "Info", "Debug", "Trace");
        wrong.setId("setting-wrong");
        save = Parts.button("setting-save", Icon.KEEP, "S_ave", this::save);
        save.getStyleClass().add("primary");
        restart =
                Parts.button(
                        "setting-restart",
                        Icon.RESTART,
                        "Save and _restart the node",
                        this::saveAndRestart);
        VBox choices = new VBox(open, password);
        choices.setSpacing(8);
        choices.setMinWidth(Region.USE_PREF_SIZE);
        card =
                Parts.card(
                        "Node",
                        Rows.row("HTTP and gRPC port", "2113 unless you change it", http),
                        Rows.row("TCP port", "For clients of version 5; 1113 unless changed", tcp),
                        Rows.row(
                                "Access",
                                "Open: every program on this computer may do everything. With a"
                                        + " password: users admin and ops, at first with changeit.",
                                choices),
                        Rows.row(
                                "Projections",
                                "The standard ones index events by category and type; each writes"
                                        + " links of its own. Yours in JavaScript run beside them.",
                                projections),
                        Rows.row("Log level", "How much the log tells", level),
                        wrong,
                        Parts.row(save, restart, hint));
        http.textProperty().addListener(_ -> check());
        tcp.textProperty().addListener(_ -> check());
        access.selectedToggleProperty().addListener(_ -> check());
        projections.selectedProperty().addListener(_ -> check());
        level.valueProperty().addListener(_ -> check());
        check();
    }

    private static TextField port(String id) {
        TextField field = new TextField();
        field.setId(id);
        field.setPrefWidth(PORT_WIDTH);
        field.setMaxWidth(PORT_WIDTH);
        field.setMinWidth(PORT_WIDTH);
        return field;
    }

    Region root() {
        return card;
    }

    void show(Situation situation) {
        if (!shown.equals(Optional.of(situation.choices()))) {
            fill(situation.choices());
        }
        boolean runs = situation.node().running().isPresent();
        Parts.show(restart, runs);
        hint.setText(
                SettingsModel.needsRestart(situation)
                        ? "The node still runs with the ones before. Restart it."
                        : "The node uses these from its next start.");
    }

    private void fill(NodeChoices choices) {
        shown = Optional.of(choices);
        SettingsModel model = SettingsModel.of(choices);
        http.setText(model.httpPort());
        tcp.setText(model.tcpPort());
        open.setSelected(choices.access() == Access.OPEN);
        password.setSelected(choices.access() == Access.PASSWORD);
        projections.setSelected(choices.runsProjections());
        level.setValue(choices.logLevel());
        check();
    }

    private Optional<SettingsModel> model() {
        return shown.map(before ->
                new SettingsModel(
                        http.getText(),
                        tcp.getText(),
                        password.isSelected() ? Access.PASSWORD : Access.OPEN,
                        level.getValue() == null ? before.logLevel() : level.getValue(),
                        projections.isSelected(),
                        before));
    }

    private void check() {
        Optional<SettingsModel> model = model();
        Optional<String> problem = model.flatMap(SettingsModel::wrong);
        wrong.setText(problem.orElse(""));
        Parts.show(wrong, problem.isPresent());
        boolean canSave = model.flatMap(SettingsModel::choices).isPresent();
        save.setDisable(!canSave || !model.map(SettingsModel::isChanged).orElse(false));
        restart.setDisable(!canSave);
    }

    private void save() {
        model().flatMap(SettingsModel::choices)
                .ifPresent(choices -> {
                    actions.desktop().choose(choices);
                    actions.tell("Saved");
                });
    }

    private void saveAndRestart() {
        save();
        actions.restart();
    }
}
