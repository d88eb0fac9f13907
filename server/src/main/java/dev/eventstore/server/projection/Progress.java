package dev.eventstore.server.projection;

import org.jspecify.annotations.Nullable;

/**
 * How a running projection stands.
 *
 * @param place how far it has come, and all that followed is on disk
 * @param checkpoint the newest one, {@code null} if there is none
 * @param handled how many events it has handled since it was started
 */
record Progress(Place place, @Nullable Place checkpoint, long handled) {
    static final Progress NONE = new Progress(Place.START, null, 0);
}
