package dev.eventstore.launcher.platform;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages of the desktop on Linux, where Java's own look like those of 1995. */
public final class Notifications {
    private static final Logger logger = LoggerFactory.getLogger(Notifications.class);

    private Notifications() {}

    /** Shows a message where the desktop has a tool for that; does not wait for it. */
    public static void send(String title, String text) {
        try {
            new ProcessBuilder("notify-send", "--app-name=Event Store", "--", title, text)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException missing) {
            logger.debug("No message can be shown: {}", missing.getMessage());
        }
    }
}
