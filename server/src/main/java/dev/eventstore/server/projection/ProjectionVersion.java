package dev.eventstore.server.projection;

/**
 * Which projection, in which version, wrote something: {@code $v} in the metadata.
 *
 * @param id the projection's number among all that ever were
 * @param epoch the version since which what it wrote counts
 * @param version the revision of its definition
 */
record ProjectionVersion(long id, long epoch, long version) {
    /** The version of the engine of Event Store 5, whose formats these are. */
    private static final int ENGINE = 3;

    String text() {
        return id + ":" + epoch + ":" + version + ":" + ENGINE;
    }
}
