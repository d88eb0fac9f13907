/**
 * One running program for each profile. A second start hands what it wants to the first and ends;
 * so do {@code status}, {@code start}, {@code stop} and {@code quit}.
 */
@NullMarked
package dev.eventstore.launcher.instance;

import org.jspecify.annotations.NullMarked;
