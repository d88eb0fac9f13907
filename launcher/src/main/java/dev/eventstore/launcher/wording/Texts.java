package dev.eventstore.launcher.wording;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Numbers and times for people. */
public final class Texts {
    private static final double KILO = 1024;

    private Texts() {}

    /** Such as {@code 12,345}. */
    public static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** Such as {@code 1 event}. */
    public static String events(long count) {
        return number(count) + (count == 1 ? " event" : " events");
    }

    /**
     * What a database holds, such as {@code 12 events and links}.
     *
     * @param indexed whether projections add links, which count as well
     */
    public static String contents(long count, boolean indexed) {
        return events(count) + (indexed && count > 0 ? " and links" : "");
    }

    /** Such as {@code 1.5 MB}. */
    public static String bytes(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        double left = bytes / KILO;
        for (String unit : new String[] {"KB", "MB", "GB"}) {
            if (left < KILO) {
                return String.format(Locale.ENGLISH, left < 10 ? "%.1f %s" : "%.0f %s", left, unit);
            }
            left /= KILO;
        }
        return String.format(Locale.ENGLISH, "%.1f TB", left);
    }

    /** Such as {@code 1,204} or {@code 3.5}. */
    public static String rate(double perSecond) {
        return perSecond > 0 && perSecond < 10
                ? String.format(Locale.ENGLISH, "%.1f", perSecond)
                : number(Math.round(perSecond));
    }

    /** Such as {@code for 3 min}. */
    public static String since(Duration time) {
        if (time.toMinutes() < 1) {
            return "for " + Math.max(0, time.toSeconds()) + " s";
        }
        if (time.toHours() < 1) {
            return "for " + time.toMinutes() + " min";
        }
        if (time.toDays() < 1) {
            return "for " + time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return "for " + time.toDays() + (time.toDays() == 1 ? " day" : " days");
    }

    /** The last part of a path. */
    public static String name(Path folder) {
        Path name = folder.getFileName();
        return name == null ? folder.toString() : name.toString();
    }
}
