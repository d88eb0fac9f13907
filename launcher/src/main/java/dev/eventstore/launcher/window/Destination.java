package dev.eventstore.launcher.window;

import dev.eventstore.launcher.window.part.Icon;
import dev.eventstore.launcher.window.part.Page;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the user can go in the window. Its page is made when somebody first goes there: until the
 * window is on the screen, only one is needed.
 */
final class Destination<P extends Page> {
    private final String name;
    private final Icon icon;
    private final Supplier<P> making;
    private @Nullable P page;

    /**
     * Nothing is made yet.
     *
     * @param name in one word
     */
    Destination(String name, Icon icon, Supplier<P> making) {
        this.name = name;
        this.icon = icon;
        this.making = making;
    }

    String name() {
        return name;
    }

    Icon icon() {
        return icon;
    }

    P page() {
        P made = page;
        if (made == null) {
            made = making.get();
            page = made;
        }
        return made;
    }
}
