/**
 * The routes under {@code /subscriptions}. Persistent subscriptions are not part of this version,
 * so no group exists: that is what every answer here says.
 *
 * <p>{@link dev.eventstore.server.http.subscription.SubscriptionRoutes} declares the routes of
 * Event Store v5 with their levels, methods and media types, so that a client learns of them what
 * it would have learned there: {@code OPTIONS}, 401, 405, 406, 415. Who looks for a group is told
 * that there is none, in v5's own form. Who wants one made, or messages settled, gets 501 and a
 * body with the members of v5's failures, whose reason names what is missing.
 */
@NullMarked
package dev.eventstore.server.http.subscription;

import org.jspecify.annotations.NullMarked;
