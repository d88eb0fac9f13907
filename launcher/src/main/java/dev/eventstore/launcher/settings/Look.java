package dev.eventstore.launcher.settings;

/**
 * How the window looks.
 *
 * @param fontPercent size of texts, 80 to 160
 * @param isCalm whether nothing moves by itself
 */
public record Look(ColourScheme colours, int fontPercent, boolean isCalm) {
    public static final int FONT_MIN = 80;
    public static final int FONT_MAX = 160;

    public Look {
        fontPercent = Math.clamp(fontPercent, FONT_MIN, FONT_MAX);
    }

    public Look withColours(ColourScheme other) {
        return new Look(other, fontPercent, isCalm);
    }

    public Look withFontPercent(int other) {
        return new Look(colours, other, isCalm);
    }

    public Look withCalm(boolean calm) {
        return new Look(colours, fontPercent, calm);
    }
}
