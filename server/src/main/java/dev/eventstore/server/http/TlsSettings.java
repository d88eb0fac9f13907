package dev.eventstore.server.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The certificate that the node shows, and its private key. */
public sealed interface TlsSettings {
    /**
     * Two files in PEM.
     *
     * @param certificates the node's certificate, then those that lead to its authority
     * @param key the private key: PKCS#8, or PKCS#1 for RSA
     * @param password of the key, {@code null} if it is not encrypted
     */
    record Pem(Path certificates, Path key, @Nullable String password) implements TlsSettings {}

    /**
     * One file in PKCS#12 with certificates and key.
     *
     * @param password of the file, {@code null} for none
     */
    record Pkcs12(Path file, @Nullable String password) implements TlsSettings {}
}
