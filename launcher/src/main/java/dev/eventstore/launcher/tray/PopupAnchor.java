package dev.eventstore.launcher.tray;

import java.awt.Dimension;
import java.awt.Point;
import java.util.function.Consumer;
import javax.swing.JPopupMenu;
import javax.swing.JWindow;
import javax.swing.Timer;
import javax.swing.event.PopupMenuEvent;
import javax.swing.event.PopupMenuListener;

/**
 * Shows a Swing menu where there is no window: on a tiny one of its own. The menu must come a
 * moment after that window, since whatever moves the window closes the menu again.
 */
final class PopupAnchor {
    private static final int MOMENT_MILLIS = 120;

    private final Consumer<Boolean> onShown;

    /**
     * Makes one.
     *
     * @param onShown is told when a menu comes and goes
     */
    PopupAnchor(Consumer<Boolean> onShown) {
        this.onShown = onShown;
    }

    /** Shows a menu at a point of the screen. On the thread of AWT. */
    void show(JPopupMenu menu, Point where) {
        JWindow anchor = new JWindow();
        anchor.setSize(new Dimension(1, 1));
        anchor.setLocation(where);
        anchor.setAlwaysOnTop(true);
        anchor.setVisible(true);
        menu.addPopupMenuListener(
                new PopupMenuListener() {
                    @Override
                    public void popupMenuWillBecomeVisible(PopupMenuEvent event) {
                        onShown.accept(true);
                    }

                    @Override
                    public void popupMenuWillBecomeInvisible(PopupMenuEvent event) {
                        onShown.accept(false);
                        anchor.dispose();
                    }

                    @Override
                    public void popupMenuCanceled(PopupMenuEvent event) {
                        // It becomes invisible as well.
                    }
                });
        Timer timer = new Timer(MOMENT_MILLIS, _ -> menu.show(anchor.getContentPane(), 0, 0));
        timer.setRepeats(false);
        timer.start();
    }
}
