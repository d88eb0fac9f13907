/**
 * The certificates of {@code --dev}: an authority of this computer, and a certificate for {@code
 * localhost} that it signs.
 *
 * <p>{@link dev.eventstore.server.node.certificate.DevelopmentCertificate} makes both at the first
 * use and keeps them in a folder of the user, so that whoever trusts the authority once is not
 * asked again; the node's certificate is renewed before it expires. The authority may vouch for
 * this computer only (its name constraints say so), so that trusting it risks little. {@code
 * Certificate} writes X.509 and {@code Der} its notation: the JDK reads both and writes neither.
 */
@NullMarked
package dev.eventstore.server.node.certificate;

import org.jspecify.annotations.NullMarked;
