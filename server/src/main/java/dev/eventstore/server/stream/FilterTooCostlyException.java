package dev.eventstore.server.stream;

/** A regular expression took too many steps on one text: it would go on for ever on some. */
public final class FilterTooCostlyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FilterTooCostlyException(int steps) {
        super(
                "The filter's regular expression takes more than "
                        + steps
                        + " steps on one name; write it without nested repetitions.");
    }
}
