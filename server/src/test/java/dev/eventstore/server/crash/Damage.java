package dev.eventstore.server.crash;

import java.util.Arrays;
import java.util.Random;

/**
 * Something that happens to a file.
 *
 * @param kind what
 * @param at where it begins, in bytes
 * @param seed of the bytes that replace others
 */
record Damage(Kind kind, int at, long seed) {
    private static final int SECTOR_BYTES = 512;
    private static final int BLOCK_BYTES = 4_096;

    enum Kind {
        BIT_FLIPPED,
        BYTE_REPLACED,
        FOUR_BYTES_REPLACED,
        SECTOR_ZEROED,
        BLOCK_ZEROED,
        BLOCK_REPLACED,
        BLOCK_REPLACED_BY_ANOTHER,
        CUT_OFF,
        REST_ZEROED
    }

    static Damage any(Random dice, int length) {
        Kind[] kinds = Kind.values();
        // The beginning and the end of a file say how the rest is to be read.
        int at =
                switch (dice.nextInt(4)) {
                    case 0 -> dice.nextInt(Math.min(length, 3 * BLOCK_BYTES));
                    case 1 -> length - 1 - dice.nextInt(Math.min(length, 6 * BLOCK_BYTES));
                    default -> dice.nextInt(length);
                };
        return new Damage(kinds[dice.nextInt(kinds.length)], at, dice.nextLong());
    }

    byte[] of(byte[] whole) {
        Random dice = new Random(seed);
        byte[] damaged = whole.clone();
        switch (kind) {
            case BIT_FLIPPED -> damaged[at] ^= (byte) (1 << dice.nextInt(8));
            case BYTE_REPLACED -> damaged[at] += (byte) (1 + dice.nextInt(255));
            case FOUR_BYTES_REPLACED -> replace(damaged, 4, dice);
            case SECTOR_ZEROED -> zero(damaged, SECTOR_BYTES);
            case BLOCK_ZEROED -> zero(damaged, BLOCK_BYTES);
            case BLOCK_REPLACED -> replace(damaged, BLOCK_BYTES, dice);
            case BLOCK_REPLACED_BY_ANOTHER -> {
                int other = dice.nextInt(whole.length);
                int length = Math.min(BLOCK_BYTES, whole.length - Math.max(at, other));
                System.arraycopy(whole, other, damaged, at, length);
            }
            case CUT_OFF -> {
                return Arrays.copyOf(whole, at);
            }
            case REST_ZEROED -> Arrays.fill(damaged, at, damaged.length, (byte) 0);
        }
        return damaged;
    }

    private void zero(byte[] bytes, int count) {
        Arrays.fill(bytes, at, Math.min(bytes.length, at + count), (byte) 0);
    }

    private void replace(byte[] bytes, int count, Random dice) {
        for (int i = at; i < Math.min(bytes.length, at + count); i++) {
            bytes[i] = (byte) dice.nextInt(256);
        }
    }
}
