/** Random histories of a database, held against a model that is plain enough to be believed. */
@NullMarked
package dev.eventstore.server.simulation;

import org.jspecify.annotations.NullMarked;
