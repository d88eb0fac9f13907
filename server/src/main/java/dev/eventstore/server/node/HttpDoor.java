package dev.eventstore.server.node;

import dev.eventstore.server.config.Encryption;
import dev.eventstore.server.config.Settings;
import dev.eventstore.server.http.Http2;
import dev.eventstore.server.http.HttpFrontEnd;
import dev.eventstore.server.http.HttpSettings;
import dev.eventstore.server.http.HttpStartException;
import dev.eventstore.server.http.TlsSettings;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.node.certificate.DevelopmentCertificate;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How HTTP is served.
 *
 * @param bound the address that it is served on
 * @param trustHint how to trust the certificate that the node made for itself, {@code null} if it
 *     made none
 */
record HttpDoor(InetAddress bound, HttpSettings settings, @Nullable String trustHint) {
    /** The option that chooses the port. */
    static final String OPTION = "--http-port";

    /**
     * Turns what the user asked for into what the front end needs.
     *
     * @throws StartFailedException if a certificate cannot be made
     */
    static HttpDoor of(Settings settings, Instant now) throws StartFailedException {
        InetAddress bound = settings.listening().address();
        return switch (settings.encryption()) {
            case Encryption.Off() -> new HttpDoor(bound, http(settings, null), null);
            case Encryption.Certificate certificate ->
                    new HttpDoor(bound, http(settings, tls(certificate)), null);
            case Encryption.Development() -> development(settings, now);
        };
    }

    /**
     * Takes the port; connections wait until {@link #serve}.
     *
     * @throws StartFailedException if somebody was faster, or the certificate cannot be used
     */
    HttpFrontEnd listen(Callers callers, List<Route> routes, Http2 http2)
            throws StartFailedException {
        try {
            return new HttpFrontEnd(settings, callers, routes, http2);
        } catch (HttpStartException failure) {
            throw explained(failure);
        }
    }

    /**
     * Begins to serve.
     *
     * @throws StartFailedException if the web server cannot
     */
    void serve(HttpFrontEnd http) throws StartFailedException {
        try {
            http.start();
        } catch (HttpStartException failure) {
            throw explained(failure);
        }
    }

    private StartFailedException explained(HttpStartException failure) {
        return switch (failure) {
            case HttpStartException.AddressUnavailable _ ->
                    PortTaken.unavailable(bound, settings.port(), OPTION, failure);
            case HttpStartException.CertificateUnusable _ ->
                    new StartFailedException(
                            failure.getMessage()
                                    + " Check --certificate-file, --certificate-private-key-file"
                                    + " and --certificate-password.",
                            failure);
            case HttpStartException.WebServerFailed _ ->
                    new StartFailedException(String.valueOf(failure.getMessage()), failure);
        };
    }

    /** Where HTTP is served: an address that a browser on this machine can open. */
    URI address(int port) {
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
            return new HttpDoor(
                    settings.listening().address(), http(settings, tls), made.trustCommand());
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
