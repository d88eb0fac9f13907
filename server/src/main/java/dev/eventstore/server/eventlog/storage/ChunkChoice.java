package dev.eventstore.server.eventlog.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.h2.mvstore.SFChunk;

/**
 * Which chunks of the file are worth rewriting, so that it shrinks. First the thin ones, of which
 * little is live; when there are no more, the last ones in the file, as far as they fit into the
 * gaps before them.
 */
final class ChunkChoice {
    /** A chunk that is live to a smaller share, in percent, is thin. */
    private static final int THIN_PERCENT = 80;

    private static final int PERCENT = 100;

    private final Collection<SFChunk> all;
    private final long fileBytes;
    private final int wastePercent;

    /**
     * @param all the chunks that are in the file
     * @param fileBytes where the file ends
     * @param wastePercent how much of the file may be waste
     */
    ChunkChoice(Collection<SFChunk> all, long fileBytes, int wastePercent) {
        this.all = all;
        this.fileBytes = fileBytes;
        this.wastePercent = wastePercent;
    }

    /**
     * The chunks to rewrite next; none if the file is as small as it needs to be.
     *
     * @param bytes about how much may be rewritten
     */
    List<SFChunk> next(int bytes) {
        List<SFChunk> thin = new ArrayList<>();
        long used = 0;
        long waste = 0;
        long live = 0;
        for (SFChunk chunk : all) {
            used += usedBytes(chunk);
            if (isThin(chunk)) {
                waste += usedBytes(chunk) - liveBytes(chunk);
                if (live < bytes) {
                    live += liveBytes(chunk);
                    thin.add(chunk);
                }
            }
        }
        if (isTooMuch(waste, bytes)) {
            return thin;
        }
        return isTooMuch(fileBytes - used, bytes) ? last(bytes) : List.of();
    }

    /** Waste that is no more than what is rewritten for it is not worth that. */
    private boolean isTooMuch(long waste, int bytes) {
        return waste > 2L * bytes && waste * PERCENT > fileBytes * wastePercent;
    }

    /**
     * The last chunks, which fit into the largest gap; or, if not even one does, those behind that
     * gap, whose place then widens it.
     */
    private List<SFChunk> last(int bytes) {
        List<SFChunk> ordered = new ArrayList<>(all);
        ordered.sort(Comparator.comparingLong(chunk -> chunk.block));
        long gap = 0;
        int behindGap = 0;
        long end = 0;
        for (int i = 0; i < ordered.size(); i++) {
            SFChunk chunk = ordered.get(i);
            if (chunk.block - end > gap) {
                gap = chunk.block - end;
                behindGap = i;
            }
            end = chunk.block + chunk.len;
        }
        long room = Math.min(gap * CheckedFile.BLOCK_BYTES, bytes);
        List<SFChunk> fitting = upTo(room, ordered.reversed());
        return fitting.isEmpty()
                ? upTo(bytes, ordered.subList(behindGap, ordered.size()))
                : fitting;
    }

    private static List<SFChunk> upTo(long bytes, List<SFChunk> chunks) {
        List<SFChunk> chosen = new ArrayList<>();
        long room = bytes;
        for (SFChunk chunk : chunks) {
            room -= liveBytes(chunk);
            if (room < 0) {
                break;
            }
            chosen.add(chunk);
        }
        return chosen;
    }

    private static boolean isThin(SFChunk chunk) {
        return liveBytes(chunk) * PERCENT < usedBytes(chunk) * THIN_PERCENT;
    }

    private static long usedBytes(SFChunk chunk) {
        return (long) chunk.len * CheckedFile.BLOCK_BYTES;
    }

    /** MVStore knows the length of pages only roughly, but of dead and live ones alike. */
    private static long liveBytes(SFChunk chunk) {
        return chunk.maxLen == 0 ? 0 : usedBytes(chunk) * chunk.maxLenLive / chunk.maxLen;
    }
}
