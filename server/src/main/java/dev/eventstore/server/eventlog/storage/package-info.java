/**
 * The database file, and the only place besides the index that speaks MVStore.
 *
 * <p>{@link dev.eventstore.server.eventlog.storage.Database} owns the file with its maps: the log
 * (position → record), one map per index run, and the manifest with a few facts about the whole.
 * Every page carries a CRC-32C of its keys and its values, so that damage is noticed when a page is
 * read and never becomes wrong data.
 *
 * <p>The file is an {@link dev.eventstore.server.eventlog.storage.UninterruptedFile}: Java would
 * close it for everybody as soon as one reader is interrupted, and with it the whole database.
 *
 * <p>Seen by {@code eventlog} and {@code eventlog.index} only.
 */
@NullMarked
package dev.eventstore.server.eventlog.storage;

import org.jspecify.annotations.NullMarked;
