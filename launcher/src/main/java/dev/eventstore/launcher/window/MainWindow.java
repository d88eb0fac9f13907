package dev.eventstore.launcher.window;

import dev.eventstore.launcher.desktop.Desktop;
import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.platform.Autostart;
import dev.eventstore.launcher.platform.Opener;
import dev.eventstore.launcher.settings.WindowPlace;
import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.connect.ConnectPage;
import dev.eventstore.launcher.window.database.DatabaseActions;
import dev.eventstore.launcher.window.database.DatabasePage;
import dev.eventstore.launcher.window.dialog.Choosers;
import dev.eventstore.launcher.window.dialog.Dialogs;
import dev.eventstore.launcher.window.home.HomePage;
import dev.eventstore.launcher.window.log.LogPage;
import dev.eventstore.launcher.window.part.Banner;
import dev.eventstore.launcher.window.part.Icon;
import dev.eventstore.launcher.window.part.JobBar;
import dev.eventstore.launcher.window.part.Toasts;
import dev.eventstore.launcher.window.settings.AboutPage;
import dev.eventstore.launcher.window.settings.SettingsPage;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/** The window. On JavaFX's thread, but for {@link #refresh}. */
public final class MainWindow {
    private static final double WIDTH = 1100;
    private static final double HEIGHT = 760;
    private static final double WIDTH_MIN = 860;
    private static final double HEIGHT_MIN = 560;

    private final Desktop desktop;
    private final Stage stage;
    private final Scene scene;
    private final Actions actions;
    private final DatabaseActions databases;
    private final Navigation navigation;
    private final Banner banner;
    private final JobBar jobBar;
    private final BorderPane frame = new BorderPane();
    private final Destination<LogPage> log;
    private final Destination<SettingsPage> settings;
    private final Destination<DatabasePage> database;
    private final AtomicBoolean isRefreshing = new AtomicBoolean();
    private Destination<?> place;

    /**
     * Makes the window; it is not shown yet.
     *
     * @param choosers asks for files and folders
     * @param quit ends the program
     */
    public MainWindow(
            Stage stage,
            Desktop desktop,
            Opener opener,
            Choosers choosers,
            Autostart autostart,
            Runnable quit) {
        this.stage = stage;
        this.desktop = desktop;
        Toasts toasts = new Toasts();
        actions = new Actions(desktop, opener, new Dialogs(stage, this::copy), toasts, quit);
        databases = new DatabaseActions(actions, choosers);
        banner = new Banner(desktop::dismissNotice);
        jobBar = new JobBar(desktop.jobs()::cancel, desktop.jobs()::dismiss);
        database =
                new Destination<>(
                        "Database", Icon.DATABASE, () -> new DatabasePage(desktop, databases));
        log = new Destination<>("Log", Icon.LOG, () -> new LogPage(actions));
        settings =
                new Destination<>(
                        "Settings", Icon.SETTINGS, () -> new SettingsPage(actions, autostart));
        place =
                new Destination<>(
                        "Home",
                        Icon.HOME,
                        () -> new HomePage(actions, databases::keep, () -> go(database)));
        navigation =
                new Navigation(
                        List.of(
                                place,
                                new Destination<>(
                                        "Connect", Icon.CONNECT, () -> new ConnectPage(actions)),
                                database,
                                log,
                                settings,
                                new Destination<>(
                                        "About",
                                        Icon.ABOUT,
                                        () -> new AboutPage(actions, choosers))),
                        desktop.situation().profile(),
                        this::go);
        VBox top = new VBox(banner.node(), jobBar.node());
        top.getStyleClass().add("top");
        BorderPane content = new BorderPane();
        content.getStyleClass().add("content");
        content.setTop(top);
        frame.setLeft(navigation.node());
        frame.setCenter(content);
        scene = new Scene(new StackPane(frame, toasts.layer()), WIDTH, HEIGHT);
        Style.install(scene);
        // Before anything is laid out: another font would have all of it laid out again.
        Style.apply(scene, desktop.situation().settings().look());
        Keys.install(scene, this);
        stage.setTitle("Event Store");
        stage.setScene(scene);
        stage.setMinWidth(WIDTH_MIN);
        stage.setMinHeight(HEIGHT_MIN);
        Closing closing = new Closing(desktop, actions, this::hide);
        stage.setOnCloseRequest(event -> {
            event.consume();
            closing.close();
        });
        go(place);
        desktop.onChange(this::refresh);
    }

    /** Shows the window, or brings it to the front. */
    public void show() {
        if (!stage.isShowing()) {
            putInPlace();
            render();
            Placement.insistOnceFocused(stage);
            stage.show();
            drawIcon();
        }
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    /** Shows the window with its settings. */
    public void showSettings() {
        show();
        go(settings);
    }

    /** Takes the window away; everything goes on. */
    public void hide() {
        rememberPlace();
        stage.hide();
    }

    /** Remembers where the window is, for the next start. */
    public void rememberPlace() {
        if (stage.isShowing() && !stage.isIconified() && !stage.isMaximized()) {
            WindowPlace place =
                    new WindowPlace(
                            stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
            desktop.change(chosen -> chosen.with(place));
        }
    }

    /** Whether the window is on the screen. */
    public boolean isShowing() {
        return stage.isShowing() && !stage.isIconified();
    }

    /** What the user can do. */
    public Actions actions() {
        return actions;
    }

    /** What the user can do with databases. */
    public DatabaseActions databases() {
        return databases;
    }

    /** Whether the window is dark now. */
    public boolean isDark() {
        return scene.getPreferences().getColorScheme() == javafx.application.ColorScheme.DARK;
    }

    /** Shows what is new, soon; for any thread. */
    public void refresh() {
        if (isRefreshing.compareAndSet(false, true)) {
            Platform.runLater(() -> {
                isRefreshing.set(false);
                if (stage.isShowing()) {
                    render();
                }
            });
        }
    }

    void searchLog() {
        go(log);
        log.page().search();
    }

    private void render() {
        Situation situation = desktop.situation();
        Style.apply(scene, situation.settings().look());
        banner.show(situation.notice());
        jobBar.show(situation.job());
        place.page().show(situation);
    }

    private void go(Destination<?> next) {
        place = next;
        navigation.select(next);
        ScrollPane scroll = new ScrollPane(next.page().root());
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("page-scroll");
        ((BorderPane) frame.getCenter()).setCenter(scroll);
        if (stage.isShowing()) {
            // A page is in the window, and can have the focus, only when it is laid out.
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            render();
        }
    }

    /** Not before the window is there: a picture of many points takes a while to draw. */
    private void drawIcon() {
        if (stage.getIcons().isEmpty()) {
            Thread.ofVirtual()
                    .name("icon")
                    .start(() -> {
                        List<Image> images = WindowIcon.images();
                        Platform.runLater(() -> stage.getIcons().setAll(images));
                    });
        }
    }

    private void copy(String text) {
        actions.copy(text);
    }

    private void putInPlace() {
        put(
                desktop.situation()
                        .settings()
                        .window()
                        .filter(Placement::isOnScreen)
                        .orElseGet(() -> Placement.centred(WIDTH, HEIGHT)));
    }

    private void put(WindowPlace place) {
        stage.setX(place.x());
        stage.setY(place.y());
        stage.setWidth(place.width());
        stage.setHeight(place.height());
    }
}
