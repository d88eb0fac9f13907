/**
 * The pages of the Admin UI in a real browser, against running nodes. What a page does is looked up
 * in the node; a message of the console or a report of the policy fails the test.
 */
@NullMarked
package dev.eventstore.server.browser;

import org.jspecify.annotations.NullMarked;
