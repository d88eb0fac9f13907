/**
 * The database file, and the only place besides the index that speaks MVStore.
 *
 * <p>{@link dev.eventstore.server.eventlog.storage.Database} owns the file with its maps: the log
 * (position → record), one map per index run, and the manifest with a few facts about the whole.
 *
 * <p>It lies in blocks that carry a checksum each ({@link
 * dev.eventstore.server.eventlog.storage.CheckedFile}), and every page carries another of its keys
 * and values, so that damage is noticed when something is read and never becomes wrong data. {@link
 * dev.eventstore.server.eventlog.storage.StoreFile} makes MVStore find the newest commit after a
 * crash. Below is an {@link dev.eventstore.server.eventlog.storage.UninterruptedFile}: Java would
 * close the file for everybody as soon as one reader is interrupted, and with it the database.
 *
 * <p>Seen by {@code eventlog} and {@code eventlog.index} only.
 */
@NullMarked
package dev.eventstore.server.eventlog.storage;

import org.jspecify.annotations.NullMarked;
