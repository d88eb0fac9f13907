package dev.eventstore.launcher.window;

import dev.eventstore.launcher.window.action.Actions;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.stage.WindowEvent;

/** What can be done from the keyboard, anywhere in the window. */
final class Keys {
    private Keys() {}

    static void install(Scene scene, MainWindow window) {
        Actions actions = window.actions();
        add(
                scene,
                "Shortcut+S",
                () -> {
                    if (actions.desktop().situation().node().canStart()) {
                        actions.start();
                    } else {
                        actions.stop();
                    }
                });
        add(scene, "Shortcut+R", actions::restart);
        add(scene, "Shortcut+B", actions::openAdmin);
        add(scene, "Shortcut+O", () -> window.databases().open());
        add(scene, "Shortcut+L", window::searchLog);
        add(scene, "Shortcut+COMMA", window::showSettings);
        add(scene, "Shortcut+Q", actions::quit);
        add(
                scene,
                "Shortcut+W",
                () ->
                        scene.getWindow()
                                .fireEvent(
                                        new WindowEvent(
                                                scene.getWindow(),
                                                WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    private static void add(Scene scene, String keys, Runnable act) {
        scene.getAccelerators().put(KeyCombination.keyCombination(keys), act);
    }
}
