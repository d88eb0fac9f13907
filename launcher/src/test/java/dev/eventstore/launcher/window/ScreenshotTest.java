package dev.eventstore.launcher.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.launcher.settings.ColourScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Takes pictures of all pages, in {@code target/screenshots}, and looks whether they are empty. */
@NullUnmarked // TestFX sets its fields.
@ExtendWith(ApplicationExtension.class)
@Timeout(240)
class ScreenshotTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> PAGES =
            List.of("home", "connect", "database", "log", "settings", "about");

    @TempDir static Path shared;

    private final FxRobot robot = new FxRobot();
    private DesktopFixture fixture;
    private Scene scene;

    @Start
    void open(Stage stage) throws IOException {
        fixture = new DesktopFixture(stage, home());
        fixture.window().show();
        scene = stage.getScene();
    }

    /** A folder whose name looks well in a picture, if one is given. */
    private static Path home() throws IOException {
        String named = System.getProperty("pictures.home", "");
        return named.isEmpty() ? Files.createTempDirectory(shared, "shop") : Path.of(named);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void every_page_in_light_and_dark() throws IOException {
        fixture.desktop().startNode().join();
        picture("welcome", ColourScheme.LIGHT);
        fixture.desktop().change(settings -> settings.with(settings.habits().welcomed()));
        fixture.desktop().databases().addSample().join();
        fixture.desktop().jobs().dismiss();
        await().atMost(PATIENCE)
                .until(() -> fixture.desktop().situation().figures().written().size() > 2);
        List<String> taken = new ArrayList<>();
        for (ColourScheme colours : List.of(ColourScheme.LIGHT, ColourScheme.DARK)) {
            for (String page : PAGES) {
                robot.interact(() -> robot.lookup("#to-" + page).queryAs(ButtonBase.class).fire());
                taken.addAll(picture(page, colours));
            }
        }
        assertThat(taken)
                .hasSize(PAGES.size() * 4)
                .allMatch(name -> Files.exists(Pictures.FOLDER.resolve(name + ".png")));
    }

    private List<String> picture(String page, ColourScheme colours) throws IOException {
        fixture.desktop().change(settings -> settings.with(settings.look().withColours(colours)));
        await().atMost(PATIENCE)
                .until(() -> fixture.window().isDark() == (colours == ColourScheme.DARK));
        WaitForAsyncUtils.waitForFxEvents();
        List<String> names = new ArrayList<>();
        for (int scale : new int[] {1, 2}) {
            WritableImage[] picture = new WritableImage[1];
            robot.interact(() -> picture[0] = Pictures.take(scene.getRoot(), scale));
            String name = page + "-" + colours.name().toLowerCase(Locale.ROOT) + "-" + scale + "x";
            Pictures.save(picture[0], name);
            names.add(name);
        }
        return names;
    }
}
