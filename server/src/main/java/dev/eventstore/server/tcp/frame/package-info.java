/**
 * Packages of the TCP protocol as bytes: a length, a command, a correlation id, maybe credentials,
 * and a payload.
 *
 * <p>{@link dev.eventstore.server.tcp.frame.PackageReader} cuts what a socket gives into {@link
 * dev.eventstore.server.tcp.frame.Request}s and refuses what is no package with a {@link
 * dev.eventstore.server.tcp.frame.BadFrameException}. {@link
 * dev.eventstore.server.tcp.frame.FrameWriter} writes packages for the other direction, and {@link
 * dev.eventstore.server.tcp.frame.Frames} does so for whole messages. Knows neither sockets nor
 * what commands mean.
 */
@NullMarked
package dev.eventstore.server.tcp.frame;

import org.jspecify.annotations.NullMarked;
