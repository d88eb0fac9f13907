/**
 * Subscription groups over HTTP: the routes under {@code /subscriptions}, with the checks, reasons
 * and documents of Event Store v5.
 *
 * <p>{@link dev.eventstore.server.http.subscription.SubscriptionRoutes} puts them together, by what
 * they are for: {@link dev.eventstore.server.http.subscription.ManagementRoutes} make, change and
 * delete groups ({@link dev.eventstore.server.http.subscription.SettingsBody} reads what they
 * should be like), {@link dev.eventstore.server.http.subscription.OverviewRoutes} tell how they are
 * ({@link dev.eventstore.server.http.subscription.GroupDocument}), {@link
 * dev.eventstore.server.http.subscription.MessageRoutes} hand out events as a feed and take the
 * verdicts of consumers, and {@link dev.eventstore.server.http.subscription.ParkedRoutes} show what
 * nobody could settle and take it up again. Every handler asks {@link
 * dev.eventstore.server.group.GroupOperations} once and switches over the result.
 *
 * <p>Who reads over HTTP is not connected: what he was given stays his until he settles it or his
 * time is up.
 */
@NullMarked
package dev.eventstore.server.http.subscription;

import org.jspecify.annotations.NullMarked;
