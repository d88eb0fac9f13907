/** What the user can do, from any page and from the tray: asks what must be asked, then does it. */
@NullMarked
package dev.eventstore.launcher.window.action;

import org.jspecify.annotations.NullMarked;
