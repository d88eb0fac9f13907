/**
 * Subscription groups, which Event Store calls persistent subscriptions: a group keeps its place in
 * a stream on the server and shares the stream's events among its consumers.
 *
 * <p>{@link dev.eventstore.server.group.Groups} is the door: it makes, changes and deletes groups,
 * and connects consumers to them. A {@link dev.eventstore.server.group.Group} runs one of them:
 * {@link dev.eventstore.server.group.GroupState} is what its threads share, and the lock around it.
 * Its feed is an ordinary {@link dev.eventstore.server.subscription.Subscription}, whose follower
 * waits while the group has enough in hand. What it has in hand is the {@link
 * dev.eventstore.server.group.Backlog}: which events wait, which are with whom until when, and up
 * to where everything is settled. A {@link dev.eventstore.server.group.Strategy} says which
 * consumer gets the next event. What has to be remembered is written to streams, in the names and
 * forms of Event Store 5: {@link dev.eventstore.server.group.Catalog} for the groups and their
 * settings, {@link dev.eventstore.server.group.Checkpoints} for the place, {@link
 * dev.eventstore.server.group.ParkedStream} for events that nobody could settle. Of parked events,
 * {@link dev.eventstore.server.group.ParkedPlace} knows which were taken up already, be it in turn
 * or not. {@link dev.eventstore.server.group.GroupOperations} is all that front ends see.
 *
 * <p>An event is settled when it is acknowledged, skipped, or its link is on disk in the stream of
 * parked events. The place that is written never lies behind an event that is not settled, so that
 * nothing is lost if the node is killed; what was settled since then comes again.
 */
@NullMarked
package dev.eventstore.server.group;

import org.jspecify.annotations.NullMarked;
