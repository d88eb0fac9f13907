/**
 * What the pages of the Admin UI ask for and no protocol has, under {@code /ui-api}: who is signed
 * in, lists of streams, pages of events with short previews, searches, persistent subscriptions
 * with their parked events, and what goes on live.
 *
 * <p>Everything is for the caller who asks: events go through the guarded streams, lists and
 * searches are for those who may read everything, what is told of the node for its operators. The
 * answers are JSON; what does not end is server-sent events, which the pages read on behind the
 * last one they saw. These resources belong to the pages and change with them: programs use the
 * protocols.
 *
 * <p>A {@link dev.eventstore.server.http.ui.UiRoutes} makes all routes.
 */
@NullMarked
package dev.eventstore.server.http.ui;

import org.jspecify.annotations.NullMarked;
