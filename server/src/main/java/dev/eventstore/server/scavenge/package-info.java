/**
 * Removes for good what the rules of streams hide, and gives the disk space back.
 *
 * <p>{@link dev.eventstore.server.scavenge.Scavenger} starts, stops and resumes scavenges, of which
 * one runs at a time. A {@link dev.eventstore.server.scavenge.ScavengeRun} has two stages. It
 * removes: walks the log once from the beginning to the head at its start, lets {@link
 * dev.eventstore.server.scavenge.HiddenEvents} find what {@link
 * dev.eventstore.server.stream.Retention} says may go, and hands that in small portions to the
 * log's writer, where each event is judged once more, so that a change of metadata that comes
 * meanwhile counts. Then it reclaims: the index forgets the removed entries and the file shrinks.
 *
 * <p>How far it has come ({@link dev.eventstore.server.scavenge.Progress}) is committed together
 * with what was removed; after a crash the next start of the node goes on from there. What happened
 * is told in the streams {@code $scavenges-ID}, with links in {@code $scavenges} ({@link
 * dev.eventstore.server.scavenge.ScavengeHistory}).
 *
 * <p>Memory does not grow with the number of events or streams, and the throttle leaves the rest of
 * the time to everybody else. Called by front ends and by the node.
 */
@NullMarked
package dev.eventstore.server.scavenge;

import org.jspecify.annotations.NullMarked;
