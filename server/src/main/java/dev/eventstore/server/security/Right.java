package dev.eventstore.server.security;

import dev.eventstore.server.stream.StreamAcl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an access list can grant. */
enum Right {
    READ("$r"),
    WRITE("$w"),
    DELETE("$d"),
    METADATA_READ("$mr"),
    METADATA_WRITE("$mw");

    private final String key;

    Right(String key) {
        this.key = key;
    }

    /** The member of an {@code $acl} object that names the holders of this right. */
    String key() {
        return key;
    }

    /** The holders that a list names, {@code null} if it does not speak of this right. */
    @Nullable List<String> holders(StreamAcl acl) {
        return switch (this) {
            case READ -> acl.read();
            case WRITE -> acl.write();
            case DELETE -> acl.delete();
            case METADATA_READ -> acl.metadataRead();
            case METADATA_WRITE -> acl.metadataWrite();
        };
    }
}
