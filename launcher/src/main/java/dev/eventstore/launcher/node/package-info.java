/**
 * The node inside this program: {@link dev.eventstore.launcher.node.NodeController} starts and
 * stops it on a thread of its own and tells its one {@link dev.eventstore.launcher.node.NodeState}.
 * It is running when it has answered, not before.
 */
@NullMarked
package dev.eventstore.launcher.node;

import org.jspecify.annotations.NullMarked;
