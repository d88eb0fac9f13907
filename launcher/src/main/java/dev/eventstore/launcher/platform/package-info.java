/**
 * What differs between operating systems: where things are kept, how pages and folders are opened,
 * how a program starts with the session.
 */
@NullMarked
package dev.eventstore.launcher.platform;

import org.jspecify.annotations.NullMarked;
