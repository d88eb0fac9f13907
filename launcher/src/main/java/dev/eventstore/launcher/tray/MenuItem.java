package dev.eventstore.launcher.tray;

import java.util.List;

/** An item of the menu. */
sealed interface MenuItem {
    /** Something to do. */
    record Act(String label, boolean isEnabled, Runnable act) implements MenuItem {}

    /** More items behind one. */
    record Submenu(String label, List<MenuItem> items) implements MenuItem {
        public Submenu {
            items = List.copyOf(items);
        }
    }

    /** Items without a word. */
    enum Line implements MenuItem {
        SEPARATOR
    }
}
