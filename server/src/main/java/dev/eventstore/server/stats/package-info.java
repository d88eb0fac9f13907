/**
 * What a node knows about itself in figures: the process, the machine, the log, and how long
 * operations take.
 *
 * <p>{@link dev.eventstore.server.stats.NodeStatistics} gathers everything into one tree of {@link
 * dev.eventstore.server.stats.Stat}, in the shape that Event Store v5 serves at {@code /stats};
 * {@link dev.eventstore.server.stats.StatsStream} appends it to a stream now and then. {@link
 * dev.eventstore.server.stats.MeasuredStreams} stands in front of the streams and counts into
 * {@link dev.eventstore.server.stats.Operations}; the front ends count their requests into {@link
 * dev.eventstore.server.stats.Requests}. {@link dev.eventstore.server.stats.Metrics} shows the same
 * counts in the format of Prometheus.
 *
 * <p>Counting is a few additions to {@code LongAdder}s; everything that costs more happens when
 * somebody looks. Figures that this server has no counterpart for are 0 or {@code null}, never
 * invented.
 */
@NullMarked
package dev.eventstore.server.stats;

import org.jspecify.annotations.NullMarked;
