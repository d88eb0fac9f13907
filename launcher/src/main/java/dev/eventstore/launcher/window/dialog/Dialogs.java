package dev.eventstore.launcher.window.dialog;

import dev.eventstore.launcher.node.Problem;
import dev.eventstore.launcher.window.part.Parts;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Questions in front of the window. They wait for the answer without stopping anything else. */
public final class Dialogs {
    private static final double WIDTH = 480;

    private final Window owner;
    private final Consumer<String> copy;

    /**
     * Makes dialogs for a window.
     *
     * @param copy what copies a text
     */
    public Dialogs(Window owner, Consumer<String> copy) {
        this.owner = owner;
        this.copy = copy;
    }

    /** Asks yes or no; answers whether it was yes. */
    public boolean confirm(String title, String text, String yes) {
        ButtonType doIt = new ButtonType(yes, ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = dialog(title, Parts.prose(text), doIt, ButtonType.CANCEL);
        return dialog.showAndWait().filter(answer -> answer == doIt).isPresent();
    }

    /** Asks to choose one of several; empty if none. */
    public Optional<String> choose(String title, String text, String... answers) {
        ButtonType[] buttons = new ButtonType[answers.length + 1];
        for (int i = 0; i < answers.length; i++) {
            buttons[i] = new ButtonType(answers[i], i == 0 ? ButtonData.OK_DONE : ButtonData.OTHER);
        }
        buttons[answers.length] = ButtonType.CANCEL;
        return dialog(title, Parts.prose(text), buttons)
                .showAndWait()
                .filter(answer -> answer != ButtonType.CANCEL)
                .map(ButtonType::getText);
    }

    /** Asks to type a word before something that cannot be undone. */
    public boolean confirmByTyping(String title, String text, String word, String yes) {
        ButtonType doIt = new ButtonType(yes, ButtonData.OK_DONE);
        TextField field = new TextField();
        field.setId("typed-confirmation");
        field.setPromptText(word);
        VBox content =
                new VBox(
                        Parts.prose(text),
                        Parts.text("Type " + word + " to confirm", "field-name"),
                        field);
        content.getStyleClass().add("dialog-content");
        Dialog<ButtonType> dialog = dialog(title, content, doIt, ButtonType.CANCEL);
        Node button = dialog.getDialogPane().lookupButton(doIt);
        button.getStyleClass().add("danger");
        button.disableProperty().bind(field.textProperty().isNotEqualTo(word));
        dialog.setOnShown(_ -> field.requestFocus());
        return dialog.showAndWait().filter(answer -> answer == doIt).isPresent();
    }

    /** Shows a problem with its details, which can be copied. */
    public void details(Problem problem) {
        text(problem.title(), problem.why() + "\n" + problem.advice(), problem.text());
    }

    /** Shows a longer text that can be selected and copied. */
    public void text(String title, String introduction, String text) {
        TextArea area = new TextArea(text);
        area.setEditable(false);
        area.getStyleClass().add("mono");
        area.setPrefRowCount(12);
        VBox content = new VBox(Parts.prose(introduction), area);
        content.getStyleClass().add("dialog-content");
        ButtonType copying = new ButtonType("Copy", ButtonData.OTHER);
        Dialog<ButtonType> dialog = dialog(title, content, copying, ButtonType.CLOSE);
        Button button = (Button) dialog.getDialogPane().lookupButton(copying);
        button.setOnAction(_ -> copy.accept(text));
        dialog.showAndWait();
    }

    private Dialog<ButtonType> dialog(String title, Node content, ButtonType... buttons) {
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle("Event Store");
        DialogPane pane = dialog.getDialogPane();
        pane.getStylesheets().setAll(owner.getScene().getStylesheets());
        pane.setStyle(owner.getScene().getRoot().getStyle());
        pane.getScene()
                .getPreferences()
                .setColorScheme(owner.getScene().getPreferences().getColorScheme());
        VBox box = new VBox(Parts.prose(title, "dialog-title"), content);
        box.getStyleClass().add("dialog-content");
        pane.setContent(box);
        pane.setPrefWidth(WIDTH);
        pane.getButtonTypes().setAll(buttons);
        if (pane.lookupButton(buttons[0]) instanceof Button first) {
            first.getStyleClass().add("primary");
        }
        return dialog;
    }
}
