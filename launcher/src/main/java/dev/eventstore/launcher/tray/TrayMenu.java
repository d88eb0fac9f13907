package dev.eventstore.launcher.tray;

import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.desktop.Status;
import dev.eventstore.launcher.tray.MenuItem.Act;
import dev.eventstore.launcher.tray.MenuItem.Line;
import dev.eventstore.launcher.tray.MenuItem.Submenu;
import dev.eventstore.launcher.wording.Texts;
import java.util.ArrayList;
import java.util.List;

/** What is in the menu of the tray. */
final class TrayMenu {
    private TrayMenu() {}

    static List<MenuItem> of(Situation situation, TrayActions actions) {
        boolean runs = situation.node().running().isPresent();
        return List.of(
                new Act(Status.brief(situation), false, () -> {}),
                Line.SEPARATOR,
                new Act("Open Admin UI", runs, actions.openAdmin()),
                new Act("Show window", true, actions.showWindow()),
                Line.SEPARATOR,
                new Act("Start", situation.node().canStart(), actions.start()),
                new Act("Stop", situation.node().canStop(), actions.stop()),
                new Act("Restart", situation.node().canStop(), actions.restart()),
                Line.SEPARATOR,
                new Submenu("Databases", databases(situation, actions)),
                new Act("New temporary database", true, actions.temporaryDatabase()),
                new Act("Copy address", runs, actions.copyAddress()),
                Line.SEPARATOR,
                new Act("Settings …", true, actions.settings()),
                new Act("Quit", true, actions.quit()));
    }

    private static List<MenuItem> databases(Situation situation, TrayActions actions) {
        List<MenuItem> items = new ArrayList<>();
        situation
                .settings()
                .recent()
                .forEach(folder ->
                        items.add(
                                new Act(
                                        Texts.name(folder) + "  –  " + folder,
                                        true,
                                        () -> actions.openDatabase().accept(folder))));
        if (items.isEmpty()) {
            items.add(new Act("None yet", false, () -> {}));
        }
        return items;
    }
}
