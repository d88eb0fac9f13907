package dev.eventstore.server.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code $acl} of a stream: for each right the users and groups that have it. A right that is
 * {@code null} is not set here, so that the defaults decide; an empty list leaves it to {@code
 * $admins} alone.
 *
 * @param read {@code $r}
 * @param write {@code $w}
 * @param delete {@code $d}
 * @param metadataRead {@code $mr}
 * @param metadataWrite {@code $mw}
 */
public record StreamAcl(
        @Nullable List<String> read,
        @Nullable List<String> write,
        @Nullable List<String> delete,
        @Nullable List<String> metadataRead,
        @Nullable List<String> metadataWrite) {}
