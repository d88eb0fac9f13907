package dev.eventstore.launcher.window.connect;

import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.part.Icon;
import dev.eventstore.launcher.window.part.Page;
import dev.eventstore.launcher.window.part.Parts;
import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** How programs connect, ready to be pasted. */
public final class ConnectPage implements Page {
    private final FlowPane tabs = new FlowPane();
    private final ToggleGroup group = new ToggleGroup();
    private final Label note = Parts.prose("", "soft");
    private final Label introduction = Parts.prose("", "soft");
    private final Label code = Parts.prose("", "code");
    private final VBox root;
    private Optional<Target> shown = Optional.empty();
    private List<Snippet> snippets = List.of();
    private int chosen;

    /** Makes the page. */
    public ConnectPage(Actions actions) {
        code.setId("code");
        code.setMaxWidth(Double.MAX_VALUE);
        tabs.getStyleClass().addAll("tabs", "ways");
        VBox card =
                Parts.card(
                        "",
                        tabs,
                        Parts.row(
                                introduction,
                                Parts.spring(),
                                Parts.button(
                                        "copy-code",
                                        Icon.COPY,
                                        "_Copy",
                                        () -> actions.copy(code.getText()))),
                        code);
        root = new VBox(Parts.text("Connect", "page-title"), note, card);
        root.getStyleClass().add("page");
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void show(Situation situation) {
        note.setText(
                situation.node().running().isPresent()
                        ? "Your programs reach the node like this."
                        : "The node does not run. Once it does, programs reach it like this.");
        Target target = Target.of(situation);
        if (shown.filter(target::equals).isPresent()) {
            return;
        }
        shown = Optional.of(target);
        snippets = Snippets.of(target);
        if (tabs.getChildren().isEmpty()) {
            for (int i = 0; i < snippets.size(); i++) {
                tabs.getChildren().add(tab(i));
            }
        }
        choose(chosen);
    }

    private ToggleButton tab(int index) {
        ToggleButton tab = new ToggleButton(snippets.get(index).name());
        tab.setId("snippet-" + index);
        tab.setToggleGroup(group);
        tab.setSelected(index == chosen);
        tab.setOnAction(_ -> {
            group.selectToggle(tab);
            choose(index);
        });
        return tab;
    }

    private void choose(int index) {
        chosen = index;
        introduction.setText(snippets.get(index).introduction());
        code.setText(snippets.get(index).text());
    }
}
