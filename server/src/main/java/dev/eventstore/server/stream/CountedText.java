package dev.eventstore.server.stream;

/**
 * A text that allows only so many looks at it, so that an expression that backtracks without end is
 * stopped. For one match.
 */
final class CountedText implements CharSequence {
    static final int LOOKS_MAX = 1_000_000;

    private final String text;
    private int looks;

    CountedText(String text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        looks++;
        if (looks > LOOKS_MAX) {
            throw new FilterTooCostlyException(LOOKS_MAX);
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
