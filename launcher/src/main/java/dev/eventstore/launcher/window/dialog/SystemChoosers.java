package dev.eventstore.launcher.window.dialog;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The choosers of the operating system, in front of a window. */
public final class SystemChoosers implements Choosers {
    private final Window owner;

    /** Makes them for a window. */
    public SystemChoosers(Window owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> folder(String title, Optional<Path> start) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        start.map(Path::toFile).filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
        return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> fileToSave(String title, String name) {
        FileChooser chooser = name.endsWith(".ndjson") ? ofEvents(title) : ofAnything(title);
        chooser.setInitialFileName(name);
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> fileToOpen(String title) {
        return Optional.ofNullable(ofEvents(title).showOpenDialog(owner)).map(File::toPath);
    }

    private static FileChooser ofAnything(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        return chooser;
    }

    private static FileChooser ofEvents(String title) {
        FileChooser chooser = ofAnything(title);
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter("Events, one a line", "*.ndjson", "*.jsonl"));
        return chooser;
    }
}
