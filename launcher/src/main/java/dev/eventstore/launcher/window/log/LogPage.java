package dev.eventstore.launcher.window.log;

import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.log.LogLevel;
import dev.eventstore.launcher.log.LogLine;
import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.part.Icon;
import dev.eventstore.launcher.window.part.Page;
import dev.eventstore.launcher.window.part.Parts;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The log, filtered and searched, following its end unless it is held. */
public final class LogPage implements Page {
    private final LogModel model;
    private final Actions actions;
    private final ObservableList<LogLine> shown = FXCollections.observableArrayList();
    private final ListView<LogLine> list = new ListView<>(shown);
    private final TextField search = new TextField();
    private final ComboBox<LogLevel> level = new ComboBox<>();
    private final ToggleButton follow = new ToggleButton("_Follow");
    private final ToggleButton pause = new ToggleButton("_Pause");
    private final ToggleButton wrap = new ToggleButton("_Wrap");
    private final Label count = Parts.text("", "soft");
    private final VBox root;

    /** Makes the page. */
    public LogPage(Actions actions) {
        this.actions = actions;
        model = new LogModel(actions.desktop().log());
        list.setId("log-lines");
        list.getStyleClass().add("log");
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(_ -> new LogCell(wrap.selectedProperty()));
        list.setPlaceholder(Parts.text("No line is like that.", "soft"));
        list.setAccessibleText("Log");
        list.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.C && key.isShortcutDown()) {
                copy();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        root = new VBox(Parts.text("Log", "page-title"), tools(), list, footer());
        root.getStyleClass().add("page");
    }

    private HBox tools() {
        search.setId("log-search");
        search.setPromptText("Search");
        search.setAccessibleText("Search the log");
        HBox.setHgrow(search, Priority.ALWAYS);
        level.setId("log-level");
        level.getItems().setAll(LogLevel.values());
        level.setValue(LogLevel.INFO);
        level.setAccessibleText("Least serious level");
        for (ToggleButton button : new ToggleButton[] {follow, pause, wrap}) {
            button.setMnemonicParsing(true);
            button.setMinWidth(ToggleButton.USE_PREF_SIZE);
        }
        follow.setId("log-follow");
        follow.setSelected(true);
        pause.setId("log-pause");
        wrap.setId("log-wrap");
        whenChanged(search.textProperty());
        whenChanged(level.valueProperty());
        wrap.selectedProperty().addListener(_ -> list.refresh());
        return Parts.row(search, level, follow, pause, wrap);
    }

    private void whenChanged(ObservableValue<?> value) {
        value.addListener(_ -> {
            model.filter(level.getValue(), search.getText());
            refresh();
        });
    }

    private HBox footer() {
        return Parts.row(
                count,
                Parts.spring(),
                Parts.button("log-copy", Icon.COPY, "_Copy", this::copy),
                Parts.button(
                        "log-clear",
                        Icon.TRASH,
                        "C_lear",
                        () -> {
                            model.clear();
                            refresh();
                        }),
                Parts.button(
                        "log-folder",
                        Icon.FOLDER,
                        "Open log f_older",
                        () -> actions.openFolder(actions.desktop().folders().logs())));
    }

    @Override
    public Parent root() {
        return root;
    }

    /** Puts the cursor into the search field. */
    public void search() {
        search.requestFocus();
        search.selectAll();
    }

    @Override
    public void show(Situation situation) {
        if (!pause.isSelected()) {
            refresh();
        }
    }

    private void refresh() {
        if (!model.refresh()) {
            return;
        }
        shown.setAll(model.lines());
        count.setText(model.summary());
        if (follow.isSelected() && !shown.isEmpty()) {
            list.scrollTo(shown.size() - 1);
        }
    }

    /** What is selected, else everything. */
    private void copy() {
        ObservableList<LogLine> selected = list.getSelectionModel().getSelectedItems();
        actions.copy(
                (selected.isEmpty() ? shown : selected)
                        .stream().map(LogLine::text).collect(Collectors.joining("\n")));
    }

    /** The key that leads here. */
    public static KeyCombination key() {
        return KeyCombination.keyCombination("Shortcut+L");
    }
}
