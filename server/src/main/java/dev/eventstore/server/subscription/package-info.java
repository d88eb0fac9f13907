/**
 * Subscriptions: reads that do not end. One loop catches up with what is there and then follows
 * what comes; there is no seam between the two at which an event could be missed or come twice.
 *
 * <p>{@link dev.eventstore.server.subscription.Subscriptions} opens a {@link
 * dev.eventstore.server.subscription.Subscription} for a caller, to one stream or to everything.
 * {@link dev.eventstore.server.subscription.Subscription#follow} runs it on the thread of whoever
 * called it, a virtual one, and hands everything to a {@link
 * dev.eventstore.server.subscription.Follower}. While the follower takes its time, nothing is read
 * ahead: a slow one costs a page of memory and falls behind; the log keeps the rest for it. How it
 * ended is a {@link dev.eventstore.server.subscription.Ending}.
 *
 * <p>Whether the caller may read is asked with every page, and a change of the access list wakes
 * those who wait.
 */
@NullMarked
package dev.eventstore.server.subscription;

import org.jspecify.annotations.NullMarked;
