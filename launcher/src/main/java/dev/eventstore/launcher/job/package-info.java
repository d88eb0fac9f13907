/** Work that takes a while: shown with its progress, cancelled on demand, one piece at a time. */
@NullMarked
package dev.eventstore.launcher.job;

import org.jspecify.annotations.NullMarked;
