/**
 * What every front end must agree on: the same operation has the same outcome through each. The
 * clients here speak the protocols themselves and translate what they hear into the same words.
 */
@NullMarked
package dev.eventstore.server.contract;

import org.jspecify.annotations.NullMarked;
