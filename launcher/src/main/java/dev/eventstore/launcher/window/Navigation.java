package dev.eventstore.launcher.window;

import dev.eventstore.launcher.window.part.Mark;
import dev.eventstore.launcher.window.part.Parts;
import dev.eventstore.server.config.Version;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The way from page to page, at the side of the window. */
final class Navigation {
    private static final double MARK = 30;
    private static final double ICON = 18;

    private final ToggleGroup group = new ToggleGroup();
    private final VBox side = new VBox();

    Navigation(List<Destination<?>> places, String profile, Consumer<Destination<?>> go) {
        side.getStyleClass().add("side");
        VBox name =
                new VBox(
                        Parts.text("Event Store", "product"),
                        Parts.text("Developer Edition", "edition"));
        side.getChildren().add(Parts.row(Mark.picture(MARK), name));
        side.getChildren().getFirst().getStyleClass().add("brand");
        places.forEach(place -> side.getChildren().add(entry(place, go)));
        Region spring = new Region();
        VBox.setVgrow(spring, Priority.ALWAYS);
        side.getChildren().add(spring);
        if (!profile.isEmpty()) {
            side.getChildren().add(Parts.text("Profile " + profile, "edition"));
        }
        side.getChildren().add(Parts.text("Version " + Version.current().number(), "edition"));
    }

    Node node() {
        return side;
    }

    void select(Destination<?> place) {
        group.getToggles().stream()
                .filter(each -> place.equals(each.getUserData()))
                .findFirst()
                .ifPresent(group::selectToggle);
    }

    private ToggleButton entry(Destination<?> place, Consumer<Destination<?>> go) {
        ToggleButton entry = new ToggleButton(place.name(), place.icon().picture(ICON));
        entry.setId("to-" + place.name().toLowerCase(Locale.ROOT));
        entry.getStyleClass().setAll("side-entry");
        entry.setMaxWidth(Double.MAX_VALUE);
        entry.setUserData(place);
        entry.setToggleGroup(group);
        entry.setOnAction(_ -> {
            group.selectToggle(entry);
            go.accept(place);
        });
        return entry;
    }
}
