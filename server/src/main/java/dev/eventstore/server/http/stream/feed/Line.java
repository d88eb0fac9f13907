package dev.eventstore.server.http.stream.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;

/**
 * A short piece of UTF-8 that is put together again and again, without a text in between. For one
 * thread.
 */
final class Line {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LONG_MIN = ascii(Long.toString(Long.MIN_VALUE));
    private static final int LONG_LENGTH_MAX = 20;
    private static final int UUID_LENGTH = 36;
    private static final int NANOS_OF_TICK = 100;
    private static final int TICKS_OF_SECOND = 10_000_000;

    private byte[] bytes = new byte[256];
    private int length;
    private long second = Long.MIN_VALUE;
    private byte[] secondText = {};

    /** The bytes, of which {@link #length} count. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Begins again. */
    Line start() {
        length = 0;
        return this;
    }

    Line add(byte[] part) {
        reserve(part.length);
        System.arraycopy(part, 0, bytes, length, part.length);
        length += part.length;
        return this;
    }

    Line add(long number) {
        if (number == Long.MIN_VALUE) {
            return add(LONG_MIN);
        }
        reserve(LONG_LENGTH_MAX);
        long rest = number;
        if (rest < 0) {
            bytes[length++] = '-';
            rest = -rest;
        }
        int first = length;
        do {
            bytes[length++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        reverse(first);
        return this;
    }

    Line add(UUID id) {
        reserve(UUID_LENGTH);
        hex(id.getMostSignificantBits(), 60, 32);
        dash();
        hex(id.getMostSignificantBits(), 28, 16);
        dash();
        hex(id.getMostSignificantBits(), 12, 0);
        dash();
        hex(id.getLeastSignificantBits(), 60, 48);
        dash();
        hex(id.getLeastSignificantBits(), 44, 0);
        return this;
    }

    /** Adds a time as {@code 2030-01-02T03:04:05.678Z}: up to 7 digits, no zeros at the end. */
    Line add(Instant time) {
        if (time.getEpochSecond() != second) {
            second = time.getEpochSecond();
            LocalDateTime utc = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
            String text = utc.toString();
            secondText = ascii(utc.getSecond() == 0 ? text + ":00" : text);
        }
        add(secondText);
        int ticks = time.getNano() / NANOS_OF_TICK;
        reserve(LONG_LENGTH_MAX);
        if (ticks != 0) {
            bytes[length++] = '.';
            for (int unit = TICKS_OF_SECOND / 10; ticks != 0; unit /= 10) {
                bytes[length++] = (byte) ('0' + ticks / unit);
                ticks %= unit;
            }
        }
        bytes[length++] = 'Z';
        return this;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void hex(long bits, int from, int to) {
        for (int shift = from; shift >= to; shift -= 4) {
            bytes[length++] = HEX[(int) (bits >>> shift) & 15];
        }
    }

    private void dash() {
        bytes[length++] = '-';
    }

    private void reverse(int first) {
        for (int i = first, j = length - 1; i < j; i++, j--) {
            byte swapped = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = swapped;
        }
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
