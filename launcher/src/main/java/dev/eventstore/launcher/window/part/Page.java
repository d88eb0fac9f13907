package dev.eventstore.launcher.window.part;

import dev.eventstore.launcher.desktop.Situation;
import javafx.scene.Parent;

/** One page of the window. */
public interface Page {
    /** What is shown. */
    Parent root();

    /** Shows what there is to show; called again and again, so that it must be quick. */
    void show(Situation situation);
}
