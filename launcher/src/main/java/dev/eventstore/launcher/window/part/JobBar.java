package dev.eventstore.launcher.window.part;

import dev.eventstore.launcher.job.JobState;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Work that takes a while: how far it is, and the way to end it. */
public final class JobBar {
    private static final double WIDTH = 220;

    private final Label title = Parts.text("", "section-title");
    private final Label note = Parts.prose("", "soft");
    private final ProgressBar bar = new ProgressBar();
    private final Button cancel;
    private final Button dismiss;
    private final HBox row;

    /** Makes one. */
    public JobBar(Runnable cancelling, Runnable dismissing) {
        title.setId("job-title");
        note.setId("job-note");
        bar.setMinWidth(WIDTH);
        bar.setPrefWidth(WIDTH);
        cancel = Parts.button("job-cancel", Icon.CLOSE, "Cancel", cancelling);
        dismiss = Parts.iconButton("job-dismiss", Icon.CLOSE, "Close", dismissing);
        VBox words = new VBox(title, note);
        HBox.setHgrow(words, Priority.ALWAYS);
        row = Parts.row(words, bar, cancel, dismiss);
        row.getStyleClass().addAll("card", "job");
        Parts.show(row, false);
    }

    public Region node() {
        return row;
    }

    /** Shows a piece of work, or none. */
    public void show(Optional<JobState> job) {
        Parts.show(row, job.isPresent());
        job.ifPresent(this::fill);
    }

    private void fill(JobState job) {
        title.setText(
                switch (job.stage()) {
                    case RUNNING -> job.title() + " …";
                    case CANCELLING -> job.title() + ": ending";
                    case DONE -> job.title() + ": done";
                    case CANCELLED -> job.title() + ": cancelled";
                    case FAILED -> job.title() + ": failed";
                });
        note.setText(job.note());
        bar.setProgress(job.done());
        Parts.show(bar, !job.isOver());
        Parts.show(cancel, !job.isOver());
        cancel.setDisable(job.stage() == JobState.Stage.CANCELLING);
        Parts.show(dismiss, job.isOver());
    }
}
