package dev.eventstore.server.grpc.call;

import org.jspecify.annotations.Nullable;

/** The moment up to which the client waits for the end of the call; immutable. */
final class Deadline {
    private static final int DIGITS_MAX = 8;
    private static final Deadline NONE = new Deadline(Long.MAX_VALUE, 0);

    private final long afterNanos;
    private final long from;

    private Deadline(long afterNanos, long from) {
        this.afterNanos = afterNanos;
        this.from = from;
    }

    /**
     * Reads the header {@code grpc-timeout}, such as {@code 100m}.
     *
     * @param now {@link System#nanoTime}
     * @throws StatusException if it cannot be read
     */
    static Deadline read(@Nullable String header, long now) throws StatusException {
        if (header == null) {
            return NONE;
        }
        int digits = header.length() - 1;
        long unit = digits < 1 || digits > DIGITS_MAX ? 0 : nanos(header.charAt(digits));
        long number = unit == 0 ? -1 : number(header, digits);
        if (number < 0) {
            throw new StatusException(
                    StatusCode.INVALID_ARGUMENT, "The header grpc-timeout cannot be read.");
        }
        return new Deadline(number > Long.MAX_VALUE / unit ? Long.MAX_VALUE : number * unit, now);
    }

    boolean isSet() {
        return afterNanos < Long.MAX_VALUE;
    }

    /** What is left, in nanoseconds: 0 or less if the time is up. */
    long left() {
        return isSet() ? afterNanos - (System.nanoTime() - from) : Long.MAX_VALUE;
    }

    boolean isOver() {
        return isSet() && left() <= 0;
    }

    private static long number(String header, int digits) {
        long number = 0;
        for (int i = 0; i < digits; i++) {
            char c = header.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private static long nanos(char unit) {
        return switch (unit) {
            case 'n' -> 1;
            case 'u' -> 1_000;
            case 'm' -> 1_000_000;
            case 'S' -> 1_000_000_000;
            case 'M' -> 60_000_000_000L;
            case 'H' -> 3_600_000_000_000L;
            default -> 0;
        };
    }
}
