package dev.eventstore.launcher.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/**
 * What JavaFX tells screen readers of: that each place where the focus can go has a kind and a
 * name.
 */
@NullUnmarked // TestFX sets its fields.
@ExtendWith(ApplicationExtension.class)
@Timeout(180)
class ScreenReaderTest {
    /** Kinds that say nothing. */
    private static final Set<AccessibleRole> NOTHING =
            Set.of(AccessibleRole.NODE, AccessibleRole.PARENT);

    @TempDir static Path shared;

    private final FxRobot robot = new FxRobot();
    private DesktopFixture fixture;
    private Scene scene;

    @Start
    void open(Stage stage) throws IOException {
        fixture = new DesktopFixture(stage, Files.createTempDirectory(shared, "desktop"));
        fixture.window().show();
        scene = stage.getScene();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"home", "connect", "database", "log", "settings", "about"})
    void every_place_for_the_focus_has_a_kind_and_a_name(String page) {
        fixture.desktop().startNode().join();
        robot.interact(() -> robot.lookup("#to-" + page).queryAs(ButtonBase.class).fire());
        List<String> nameless = new ArrayList<>();
        robot.interact(() -> {
            List<Node> places = all(scene.getRoot()).filter(ScreenReaderTest::isPlace).toList();
            assertThat(places).hasSizeGreaterThan(7);
            places.stream()
                    .filter(place -> NOTHING.contains(role(place)) || name(place).isBlank())
                    .map(place -> place + " " + role(place))
                    .forEach(nameless::add);
        });
        assertThat(nameless).isEmpty();
    }

    private static boolean isPlace(Node node) {
        return node.isFocusTraversable() && !node.isDisabled() && isShown(node);
    }

    private static boolean isShown(Node node) {
        return node == null || (node.isVisible() && isShown(node.getParent()));
    }

    private static AccessibleRole role(Node node) {
        return (AccessibleRole) node.queryAccessibleAttribute(AccessibleAttribute.ROLE);
    }

    /** Its own name, or that of the label before it. */
    private static String name(Node node) {
        Node label = (Node) node.queryAccessibleAttribute(AccessibleAttribute.LABELED_BY);
        Stream<Object> names =
                Stream.of(
                        label instanceof Text text
                                ? text.getText()
                                : label == null
                                        ? ""
                                        : label.queryAccessibleAttribute(AccessibleAttribute.TEXT),
                        node.getAccessibleText(),
                        node instanceof ButtonBase button ? button.getText() : "");
        return String.join("", names.filter(name -> name != null).map(Object::toString).toList());
    }

    private static Stream<Node> all(Node node) {
        return Stream.concat(
                Stream.of(node),
                node instanceof Parent parent
                        ? parent.getChildrenUnmodifiable().stream().flatMap(ScreenReaderTest::all)
                        : Stream.empty());
    }
}
