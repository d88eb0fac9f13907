package dev.eventstore.launcher.tray;

import java.awt.Menu;
import java.awt.PopupMenu;
import java.util.List;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;

/** Menus of AWT and Swing made of our items. */
final class Menus {
    private Menus() {}

    static JPopupMenu swing(List<MenuItem> items) {
        JPopupMenu menu = new JPopupMenu();
        for (MenuItem item : items) {
            switch (item) {
                case MenuItem.Act act -> menu.add(swing(act));
                case MenuItem.Submenu submenu -> menu.add(swing(submenu));
                case MenuItem.Line.SEPARATOR -> menu.addSeparator();
            }
        }
        return menu;
    }

    private static JMenu swing(MenuItem.Submenu submenu) {
        JMenu menu = new JMenu(submenu.label());
        for (MenuItem item : submenu.items()) {
            switch (item) {
                case MenuItem.Act act -> menu.add(swing(act));
                case MenuItem.Submenu inner -> menu.add(swing(inner));
                case MenuItem.Line.SEPARATOR -> menu.addSeparator();
            }
        }
        return menu;
    }

    private static JMenuItem swing(MenuItem.Act act) {
        JMenuItem item = new JMenuItem(act.label());
        item.setName(act.label());
        item.setEnabled(act.isEnabled());
        item.addActionListener(_ -> act.act().run());
        return item;
    }

    static PopupMenu awt(List<MenuItem> items) {
        PopupMenu menu = new PopupMenu();
        fill(menu, items);
        return menu;
    }

    private static void fill(Menu menu, List<MenuItem> items) {
        for (MenuItem item : items) {
            switch (item) {
                case MenuItem.Act act -> {
                    java.awt.MenuItem entry = new java.awt.MenuItem(act.label());
                    entry.setEnabled(act.isEnabled());
                    entry.addActionListener(_ -> act.act().run());
                    menu.add(entry);
                }
                case MenuItem.Submenu submenu -> {
                    Menu inner = new Menu(submenu.label());
                    fill(inner, submenu.items());
                    menu.add(inner);
                }
                case MenuItem.Line.SEPARATOR -> menu.addSeparator();
            }
        }
    }
}
