/** How numbers, sizes and times are put into words. */
@NullMarked
package dev.eventstore.launcher.wording;

import org.jspecify.annotations.NullMarked;
