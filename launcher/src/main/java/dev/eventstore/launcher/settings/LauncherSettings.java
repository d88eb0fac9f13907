package dev.eventstore.launcher.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the user has chosen, or not.
 *
 * @param recent folders of databases that were used, the newest first, at most {@link #RECENT_MAX}
 * @param window where the window was last, empty if it was never shown
 */
public record LauncherSettings(
        NodeChoices node,
        Look look,
        Habits habits,
        List<Path> recent,
        Optional<WindowPlace> window) {
    /** How many databases are remembered. */
    public static final int RECENT_MAX = 8;

    public LauncherSettings {
        recent = recent.stream().distinct().limit(RECENT_MAX).toList();
    }

    /**
     * The settings of somebody who chose nothing yet.
     *
     * @param database the folder of the database
     */
    public static LauncherSettings initial(Path database) {
        return new LauncherSettings(
                new NodeChoices(
                        new DatabaseChoice.InFolder(database),
                        2113,
                        1113,
                        Access.OPEN,
                        "Info",
                        true),
                new Look(ColourScheme.SYSTEM, 100, false),
                new Habits(true, false, true, true, false, false),
                List.of(),
                Optional.empty());
    }

    public LauncherSettings with(NodeChoices other) {
        return new LauncherSettings(other, look, habits, recent, window);
    }

    public LauncherSettings with(Look other) {
        return new LauncherSettings(node, other, habits, recent, window);
    }

    public LauncherSettings with(Habits other) {
        return new LauncherSettings(node, look, other, recent, window);
    }

    public LauncherSettings with(WindowPlace other) {
        return new LauncherSettings(node, look, habits, recent, Optional.of(other));
    }

    /** Puts a database in front of those that were used. */
    public LauncherSettings withRecent(Path folder) {
        List<Path> newest = new ArrayList<>(List.of(folder));
        newest.addAll(recent);
        return new LauncherSettings(node, look, habits, newest, window);
    }

    /** Forgets a database; it is not touched. */
    public LauncherSettings withoutRecent(Path folder) {
        List<Path> others = recent.stream().filter(each -> !each.equals(folder)).toList();
        return new LauncherSettings(node, look, habits, others, window);
    }
}
