/** What the pages promise, checked on their sources. */
@NullMarked
package dev.eventstore.webui;

import org.jspecify.annotations.NullMarked;
