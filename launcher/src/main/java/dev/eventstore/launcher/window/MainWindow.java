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
import dev.eventstore.launcher.window.part.JobBar;
import dev.eventstore.launcher.window.part.Page;
import dev.eventstore.launcher.window.part.Toasts;
import dev.eventstore.launcher.window.settings.AboutPage;
import dev.eventstore.launcher.window.settings.SettingsPage;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
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
    private final LogPage log;
    private final Page settings;
    private final Page database;
    private final AtomicBoolean isRefreshing = new AtomicBoolean();
    private Page page;

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
        log = new LogPage(actions);
        settings = new SettingsPage(actions, autostart);
        database = new DatabasePage(desktop, databases);
        page = new HomePage(actions, databases::keep, () -> go(database));
        navigation =
                new Navigation(
                        List.of(
                                page,
                                new ConnectPage(actions),
                                database,
                                log,
                                settings,
                                new AboutPage(actions, choosers)),
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
        Keys.install(scene, this);
        stage.setTitle("Event Store");
        stage.getIcons().setAll(WindowIcon.images());
        stage.setScene(scene);
        stage.setMinWidth(WIDTH_MIN);
        stage.setMinHeight(HEIGHT_MIN);
        Closing closing = new Closing(desktop, actions, this::hide);
        stage.setOnCloseRequest(event -> {
            event.consume();
            closing.close();
        });
        go(page);
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
                render();
            });
        }
    }

    void searchLog() {
        go(log);
        log.search();
    }

    private void render() {
        Situation situation = desktop.situation();
        Style.apply(scene, situation.settings().look());
        if (stage.isShowing()) {
            banner.show(situation.notice());
            jobBar.show(situation.job());
            page.show(situation);
        }
    }

    private void go(Page next) {
        page = next;
        navigation.select(next);
        ScrollPane scroll = new ScrollPane(next.root());
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("page-scroll");
        ((BorderPane) frame.getCenter()).setCenter(scroll);
        // A page is in the window, and can have the focus, only when it is laid out.
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        next.show(desktop.situation());
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
