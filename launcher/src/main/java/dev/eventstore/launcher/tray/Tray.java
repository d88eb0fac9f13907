package dev.eventstore.launcher.tray;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLightLaf;
import dev.eventstore.launcher.desktop.Desktop;
import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.desktop.Status;
import dev.eventstore.launcher.node.NodeState;
import dev.eventstore.launcher.platform.Notifications;
import dev.eventstore.launcher.platform.OperatingSystem;
import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.MouseInfo;
import java.awt.PointerInfo;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The icon in the tray, where there is a tray: it comes and goes with the tray's host. Everything
 * happens on the thread of AWT; the methods return at once and are for any thread.
 */
public final class Tray {
    private static final Logger logger = LoggerFactory.getLogger(Tray.class);
    private static final String HOST = "systemTray";
    private static final String NAME = "Event Store: ";

    private final Desktop desktop;
    private final TrayActions actions;
    private final BooleanSupplier isDark;
    private final PopupAnchor anchor = new PopupAnchor(this::menuIsShown);
    private @Nullable TrayIcon icon;
    private Optional<String> shown = Optional.empty();

    /**
     * Makes it; nothing is shown yet.
     *
     * @param isDark whether the menu shall be dark
     */
    public Tray(Desktop desktop, TrayActions actions, BooleanSupplier isDark) {
        this.desktop = desktop;
        this.actions = actions;
        this.isDark = isDark;
    }

    /** Shows the icon if there is a tray, now or later. */
    public void begin() {
        if (GraphicsEnvironment.isHeadless()) {
            return;
        }
        EventQueue.invokeLater(() -> {
            if (!SystemTray.isSupported()) {
                logger.debug("This desktop has no tray");
                return;
            }
            SystemTray.getSystemTray()
                    .addPropertyChangeListener(
                            HOST,
                            change -> {
                                // Java drops all icons when the tray goes, and never says so.
                                icon = null;
                                if (change.getNewValue() == null) {
                                    desktop.trayIs(false);
                                    actions.showWindow().run();
                                } else {
                                    add();
                                }
                            });
            add();
            desktop.onChange(this::refresh);
        });
    }

    /** Runs something when all icons that were asked for are there, or cannot be. */
    public static void whenSettled(Runnable then) {
        if (GraphicsEnvironment.isHeadless()) {
            then.run();
        } else {
            EventQueue.invokeLater(then);
        }
    }

    /** Removes the icon. */
    public void end() {
        if (!GraphicsEnvironment.isHeadless()) {
            EventQueue.invokeLater(() -> {
                if (icon != null) {
                    SystemTray.getSystemTray().remove(icon);
                    icon = null;
                }
            });
        }
    }

    private void add() {
        SystemTray tray = SystemTray.getSystemTray();
        NodeState state = desktop.situation().node();
        TrayIcon made = new TrayIcon(TrayImage.of(state, tray.getTrayIconSize().width));
        made.addMouseListener(new Clicks());
        try {
            tray.add(made);
            icon = made;
            shown = Optional.empty();
            desktop.trayIs(true);
            update();
        } catch (AWTException | UnsupportedOperationException refused) {
            logger.debug("The tray takes no icon: {}", refused.getMessage());
            desktop.trayIs(false);
        }
    }

    private void refresh() {
        EventQueue.invokeLater(this::update);
    }

    private void update() {
        TrayIcon there = icon;
        if (there == null) {
            return;
        }
        Situation situation = desktop.situation();
        String status = Status.brief(situation);
        if (shown.equals(Optional.of(status))) {
            return;
        }
        shown = Optional.of(status);
        int size = SystemTray.getSystemTray().getTrayIconSize().width;
        there.setImage(TrayImage.of(situation.node(), size));
        there.setToolTip(NAME + status);
        if (OperatingSystem.current() == OperatingSystem.MAC) {
            there.setPopupMenu(Menus.awt(TrayMenu.of(situation, actions)));
        }
    }

    /** Shows a message of the system. */
    public void notify(String title, String text) {
        EventQueue.invokeLater(() -> {
            TrayIcon there = icon;
            if (OperatingSystem.current() == OperatingSystem.LINUX) {
                Notifications.send(title, text);
            } else if (there != null) {
                there.displayMessage(title, text, TrayIcon.MessageType.WARNING);
            }
        });
    }

    /** The tooltip would lie over the menu. */
    private void menuIsShown(boolean isShown) {
        TrayIcon there = icon;
        if (there != null) {
            there.setToolTip(isShown ? null : NAME + shown.orElse(""));
        }
    }

    private final class Clicks extends MouseAdapter {
        @Override
        public void mouseReleased(MouseEvent click) {
            boolean isMac = OperatingSystem.current() == OperatingSystem.MAC;
            if (click.getButton() == MouseEvent.BUTTON1 && !isMac) {
                actions.showWindow().run();
            } else if (!isMac) {
                if (isDark.getAsBoolean()) {
                    FlatDarkLaf.setup();
                } else {
                    FlatLightLaf.setup();
                }
                // The event has raw pixels; the pointer is where the menu belongs.
                PointerInfo pointer = MouseInfo.getPointerInfo();
                anchor.show(
                        Menus.swing(TrayMenu.of(desktop.situation(), actions)),
                        pointer == null ? click.getLocationOnScreen() : pointer.getLocation());
            }
        }
    }
}
