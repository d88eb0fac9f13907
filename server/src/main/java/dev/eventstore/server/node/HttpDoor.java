package dev.eventstore.server.node;

import dev.eventstore.server.config.Encryption;
import dev.eventstore.server.config.Settings;
import dev.eventstore.server.http.HttpSettings;
import dev.eventstore.server.http.TlsSettings;
import dev.eventstore.server.node.certificate.DevelopmentCertificate;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How HTTP is served.
 *
 * @param trustHint how to trust the certificate that the node made for itself, {@code null} if it
 *     made none
 */
record HttpDoor(HttpSettings settings, @Nullable String trustHint) {
    /**
     * Turns what the user asked for into what the front end needs.
     *
     * @throws StartFailedException if a certificate cannot be made
     */
    static HttpDoor of(Settings settings, Instant now) throws StartFailedException {
        return switch (settings.encryption()) {
            case Encryption.Off() -> new HttpDoor(http(settings, null), null);
            case Encryption.Certificate certificate ->
                    new HttpDoor(http(settings, tls(certificate)), null);
            case Encryption.Development() -> development(settings, now);
        };
    }

    /** Where HTTP is served: an address that a browser on this machine can open. */
    URI address(InetAddress bound, int port) {
        InetAddress reachable =
                bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        String host = reachable.getHostAddress();
        String literal = reachable instanceof Inet6Address ? "[" + host + "]" : host;
        // The certificate of --dev is for this name.
        String name = trustHint != null && reachable.isLoopbackAddress() ? "localhost" : literal;
        return URI.create((settings.tls() == null ? "http://" : "https://") + name + ":" + port);
    }

    private static HttpDoor development(Settings settings, Instant now)
            throws StartFailedException {
        Path folder = DevelopmentCertificate.defaultFolder();
        try {
            DevelopmentCertificate made = DevelopmentCertificate.in(folder, now);
            TlsSettings tls = new TlsSettings.Pem(made.chain(), made.key(), null);
            return new HttpDoor(http(settings, tls), made.trustCommand());
        } catch (IOException | GeneralSecurityException impossible) {
            throw new StartFailedException(
                    "The certificate of --dev cannot be made in " + folder + ": " + impossible,
                    impossible);
        }
    }

    private static TlsSettings tls(Encryption.Certificate certificate) {
        String name = certificate.certificate().toString().toLowerCase(Locale.ROOT);
        String password = certificate.password().isEmpty() ? null : certificate.password();
        if (name.endsWith(".p12") || name.endsWith(".pfx")) {
            return new TlsSettings.Pkcs12(certificate.certificate(), password);
        }
        Path key = certificate.privateKey();
        return new TlsSettings.Pem(
                certificate.certificate(), key == null ? certificate.certificate() : key, password);
    }

    private static HttpSettings http(Settings settings, @Nullable TlsSettings tls) {
        Settings.Advertised told = settings.advertised();
        Settings.Access access = settings.access();
        return new HttpSettings(
                settings.listening().address().getHostAddress(),
                settings.listening().httpPort(),
                told.host().isEmpty() ? null : told.host(),
                told.httpPort(),
                tls,
                !settings.http().caching(),
                !access.anonymousByAcl(),
                access.trustedHeader(),
                HttpSettings.BODY_BYTES_MAX,
                HttpSettings.CONNECTIONS_MAX,
                HttpSettings.IDLE_TIMEOUT,
                settings.http().logRequests(),
                access.hosts(),
                access.origins());
    }
}
