/** What pages are built of: cards, icons, charts, fields to copy from, short messages. */
@NullMarked
package dev.eventstore.launcher.window.part;

import org.jspecify.annotations.NullMarked;
