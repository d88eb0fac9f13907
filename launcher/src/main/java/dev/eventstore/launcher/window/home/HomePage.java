package dev.eventstore.launcher.window.home;

import dev.eventstore.launcher.desktop.Figures;
import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.node.FigureHistory;
import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.part.FigureCard;
import dev.eventstore.launcher.window.part.Page;
import dev.eventstore.launcher.window.part.Parts;
import dev.eventstore.launcher.wording.Texts;
import java.time.Instant;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The node at a glance, and the way into it. */
public final class HomePage implements Page {
    private static final int VALUES = FigureHistory.VALUES_MAX;

    private final Hero hero;
    private final Trouble trouble;
    private final Welcome welcome;
    private final AddressCard addresses;
    private final DatabaseCard database;
    private final FigureCard written = new FigureCard("written", "Events written / s", VALUES);
    private final FigureCard read = new FigureCard("read", "Events read / s", VALUES);
    private final FigureCard connections = new FigureCard("connections", "Connections", VALUES);
    private final FigureCard heap = new FigureCard("heap", "Memory", VALUES);
    private final VBox root;

    /**
     * Makes the page.
     *
     * @param keep keeps a temporary database
     * @param go goes to the page of databases
     */
    public HomePage(Actions actions, Runnable keep, Runnable go) {
        hero = new Hero(actions);
        trouble = new Trouble(actions);
        welcome = new Welcome(actions);
        addresses = new AddressCard(actions);
        database = new DatabaseCard(actions, keep, go);
        Region figures =
                Parts.columns(written.node(), read.node(), connections.node(), heap.node());
        Region columns = Parts.columns(addresses.node(), database.node());
        root = new VBox(welcome.node(), hero.node(), trouble.node(), figures, columns);
        root.getStyleClass().add("page");
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void show(Situation situation) {
        HomeModel model = HomeModel.of(situation, Instant.now());
        hero.show(model, situation.settings().look().isCalm());
        trouble.show(model.problem());
        welcome.show(situation);
        addresses.show(model);
        database.show(model, situation);
        showFigures(situation.figures());
    }

    private void showFigures(Figures figures) {
        written.show(Texts.rate(last(figures.written())), figures.written());
        read.show(Texts.rate(last(figures.read())), figures.read());
        connections.show(Texts.number(figures.now().connections()), figures.connections());
        heap.show(Texts.bytes((long) last(figures.heapBytes())), figures.heapBytes());
    }

    private static double last(List<Double> values) {
        return values.isEmpty() ? 0 : values.getLast();
    }
}
