/**
 * Benchmarks of the engine, each beside the limit that the disk itself sets, so that a figure can
 * be read as a share of what is possible on the machine it was taken on.
 *
 * <p>Run them with {@code ./dev bench}, or {@code java -jar bench/target/eventstore-bench.jar} with
 * the options of JMH. {@link dev.eventstore.bench.Growth}, {@link dev.eventstore.bench.FanOut},
 * {@link dev.eventstore.bench.Listening} and {@link dev.eventstore.bench.Sharing} have a {@code
 * main} of their own: {@code java -cp bench/target/eventstore-bench.jar dev.eventstore.bench.Growth
 * 1000 10000 1000000}.
 */
@NullMarked
package dev.eventstore.bench;

import org.jspecify.annotations.NullMarked;
