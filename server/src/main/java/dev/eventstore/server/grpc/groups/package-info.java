/**
 * The service PersistentSubscriptions: groups and their consumers.
 *
 * <p>{@link dev.eventstore.server.grpc.groups.GroupsService} lists the methods. {@code Managing}
 * makes, changes and deletes groups, {@code Observing} tells of them, {@code Consuming} hands
 * events to a consumer and takes what it says of them. What a request wants is read into our words
 * by {@code GroupFields}, also in the forms of 20.6; everything else is up to {@link
 * dev.eventstore.server.group.GroupOperations}.
 */
@NullMarked
package dev.eventstore.server.grpc.groups;

import org.jspecify.annotations.NullMarked;
