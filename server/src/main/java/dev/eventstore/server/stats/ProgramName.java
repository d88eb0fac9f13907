package dev.eventstore.server.stats;

/** What people call the program that sent a {@code User-Agent} header. */
final class ProgramName {
    /** Names come from clients: longer ones are cut. */
    static final int CHARS_MAX = 60;

    static final String BROWSER = "Browser";
    static final String NAMELESS = "without a name";

    /** What all browsers call themselves, and what wants to be taken for one. */
    private static final String LIKE_A_BROWSER = "Mozilla/";

    private static final String POWER_SHELL = "PowerShell/";

    private ProgramName() {}

    static boolean isLikeBrowser(String agent) {
        return agent.startsWith(LIKE_A_BROWSER);
    }

    /** Its first product with the version, such as {@code curl/8.5.0}. */
    static String of(String agent) {
        if (isLikeBrowser(agent)) {
            int shell = agent.indexOf(POWER_SHELL);
            return shell < 0 ? BROWSER : word(agent, shell);
        }
        String product = word(agent, 0);
        return product.isEmpty() ? NAMELESS : product;
    }

    /** A name of any letters, without what cannot be seen. */
    static String cut(String name) {
        StringBuilder seen = new StringBuilder();
        for (int at = 0; at < name.length() && seen.length() < CHARS_MAX; at++) {
            char letter = name.charAt(at);
            seen.append(isVisible(letter) ? letter : ' ');
        }
        return seen.toString();
    }

    private static String word(String text, int start) {
        int end = start;
        while (end < Math.min(text.length(), start + CHARS_MAX) && isVisible(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private static boolean isVisible(char letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
