/**
 * What operates and observes a node over HTTP: information, statistics, histograms, metrics,
 * gossip, scavenging, backup, shutdown.
 *
 * <p>One class declares the routes of one subject. {@link
 * dev.eventstore.server.http.admin.Document} is the small body that most of them answer with, in
 * JSON, XML or text as negotiated. Scavenges are started and stopped through {@link
 * dev.eventstore.server.scavenge.Scavenger}; what else is done to the node goes through two narrow
 * interfaces that the node implements, {@link dev.eventstore.server.http.admin.Backups} and a plain
 * {@code Runnable} for the shutdown, so that nothing here knows how a database is built.
 *
 * <p>The routes declare the level of the original server; where that level can be switched off for
 * all routes, those that change something ask once more for an operator.
 */
@NullMarked
package dev.eventstore.server.http.admin;

import org.jspecify.annotations.NullMarked;
