package dev.eventstore.launcher.window;

import dev.eventstore.launcher.desktop.Desktop;
import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.platform.Opener;
import dev.eventstore.launcher.settings.WindowPlace;
import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.dialog.Dialogs;
import dev.eventstore.launcher.window.home.HomePage;
import dev.eventstore.launcher.window.log.LogPage;
import dev.eventstore.launcher.window.part.Page;
import dev.eventstore.launcher.window.part.Toasts;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** The window. On JavaFX's thread, but for {@link #refresh}. */
public final class MainWindow {
    private static final double WIDTH = 1060;
    private static final double HEIGHT = 700;
    private static final double WIDTH_MIN = 780;
    private static final double HEIGHT_MIN = 520;

    private final Desktop desktop;
    private final Stage stage;
    private final Scene scene;
    private final Actions actions;
    private final Navigation navigation;
    private final BorderPane frame = new BorderPane();
    private final List<Page> pages;
    private final AtomicBoolean isRefreshing = new AtomicBoolean();
    private Page page;

    /**
     * Makes the window; it is not shown yet.
     *
     * @param quit ends the program
     */
    public MainWindow(Stage stage, Desktop desktop, Opener opener, Runnable quit) {
        this.stage = stage;
        this.desktop = desktop;
        Toasts toasts = new Toasts();
        Dialogs dialogs = new Dialogs(stage, this::copy);
        actions = new Actions(desktop, opener, dialogs, toasts, quit);
        LogPage log = new LogPage(actions);
        HomePage home = new HomePage(actions, () -> {}, () -> {});
        pages = List.of(home, log);
        page = home;
        navigation = new Navigation(pages, desktop.situation().profile(), this::go);
        frame.setLeft(navigation.node());
        scene = new Scene(new StackPane(frame, toasts.layer()), WIDTH, HEIGHT);
        Style.install(scene);
        stage.setTitle("Event Store");
        stage.setScene(scene);
        stage.setMinWidth(WIDTH_MIN);
        stage.setMinHeight(HEIGHT_MIN);
        go(home);
        desktop.onChange(this::refresh);
    }

    /** Shows the window, or brings it to the front. */
    public void show() {
        if (!stage.isShowing()) {
            place();
            stage.show();
        }
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    /** What the user can do. */
    public Actions actions() {
        return actions;
    }

    /** Shows what is new, soon; for any thread. */
    public void refresh() {
        if (isRefreshing.compareAndSet(false, true)) {
            Platform.runLater(() -> {
                isRefreshing.set(false);
                render();
            });
        }
    }

    private void render() {
        Situation situation = desktop.situation();
        Style.apply(scene, situation.settings().look());
        page.show(situation);
    }

    private void go(Page next) {
        page = next;
        navigation.select(next);
        ScrollPane scroll = new ScrollPane(next.root());
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("page-scroll");
        frame.setCenter(scroll);
        render();
    }

    private void copy(String text) {
        actions.copy(text);
    }

    private void place() {
        desktop.situation()
                .settings()
                .window()
                .filter(Placement::isOnScreen)
                .ifPresentOrElse(this::place, stage::centerOnScreen);
    }

    private void place(WindowPlace place) {
        stage.setX(place.x());
        stage.setY(place.y());
        stage.setWidth(place.width());
        stage.setHeight(place.height());
    }
}
