package dev.eventstore.launcher.window.settings;

import dev.eventstore.launcher.desktop.Desktop;
import dev.eventstore.launcher.settings.ColourScheme;
import dev.eventstore.launcher.settings.Look;
import dev.eventstore.launcher.window.part.Parts;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** How the window looks; holds at once. */
final class LookCard {
    private static final double SLIDER_WIDTH = 180;
    private static final double STEP = 10;

    private final Desktop desktop;
    private final Map<ColourScheme, ToggleButton> colours = new EnumMap<>(ColourScheme.class);
    private final Slider font = new Slider(Look.FONT_MIN, Look.FONT_MAX, 100);
    private final CheckBox calm;
    private final VBox card;

    LookCard(Desktop desktop) {
        this.desktop = desktop;
        HBox choices = Parts.row();
        choices.getStyleClass().add("tabs");
        for (ColourScheme scheme : ColourScheme.values()) {
            String name =
                    scheme.name().charAt(0) + scheme.name().substring(1).toLowerCase(Locale.ROOT);
            ToggleButton button = new ToggleButton(name);
            button.setId("colours-" + name.toLowerCase(Locale.ROOT));
            button.setOnAction(_ -> change(look -> look.withColours(scheme)));
            colours.put(scheme, button);
            choices.getChildren().add(button);
        }
        font.setId("setting-font");
        font.setPrefWidth(SLIDER_WIDTH);
        font.setMinWidth(SLIDER_WIDTH);
        font.setMajorTickUnit(STEP);
        font.setMinorTickCount(0);
        font.setBlockIncrement(STEP);
        font.setSnapToTicks(true);
        font.valueProperty()
                .addListener((_, _, value) -> {
                    if (!font.isValueChanging()) {
                        change(look -> look.withFontPercent(value.intValue()));
                    }
                });
        calm = Rows.box("setting-calm", value -> change(look -> look.withCalm(value)));
        card =
                Parts.card(
                        "Look",
                        Rows.row("Colours", "", choices),
                        Rows.row("Size of texts", "80 to 160 percent", font),
                        Rows.row("Reduce motion", "Nothing turns or slides", calm));
    }

    Region root() {
        return card;
    }

    void show(Look look) {
        colours.forEach((scheme, button) -> button.setSelected(scheme == look.colours()));
        if (!font.isValueChanging() && (int) font.getValue() != look.fontPercent()) {
            font.setValue(look.fontPercent());
        }
        calm.setSelected(look.isCalm());
    }

    private void change(UnaryOperator<Look> change) {
        desktop.change(settings -> settings.with(change.apply(settings.look())));
    }
}
