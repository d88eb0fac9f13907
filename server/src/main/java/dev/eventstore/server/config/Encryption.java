package dev.eventstore.server.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether HTTP is served over TLS, and with which certificate. */
public sealed interface Encryption {
    /** Clear text. */
    record Off() implements Encryption {}

    /** With a certificate of a local authority, both made and kept on this computer. */
    record Development() implements Encryption {}

    /**
     * With a certificate from a file.
     *
     * @param certificate PEM or PKCS#12
     * @param privateKey {@code null} if the key is in the same file
     * @param password empty for none
     */
    record Certificate(Path certificate, @Nullable Path privateKey, String password)
            implements Encryption {
        /** Leaves out the password. */
        @Override
        public String toString() {
            return "Certificate[" + certificate + "]";
        }
    }
}
