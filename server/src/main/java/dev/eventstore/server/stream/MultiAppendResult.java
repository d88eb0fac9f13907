package dev.eventstore.server.stream;

import java.util.List;

/** What came of an append to several streams. */
public sealed interface MultiAppendResult {
    /** All parts are on disk, one result for each, in the order of the request. */
    record Appended(List<AppendResult.Appended> parts) implements MultiAppendResult {
        public Appended {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Nothing was written, for this reason.
     *
     * @param part index of the part that was refused first
     */
    record Refused(int part, AppendResult reason) implements MultiAppendResult {}
}
