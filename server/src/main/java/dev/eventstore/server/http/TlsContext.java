package dev.eventstore.server.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** Certificates and key, read from their files. */
public final class TlsContext {
    private static final String MEMORY_PASSWORD = "in-memory";

    private final SslContextFactory.Server factory;

    private TlsContext(SslContextFactory.Server factory) {
        this.factory = factory;
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    /**
     * The same certificate for other protocols of the node.
     *
     * @throws HttpStartException if the certificate or its key cannot be used
     */
    public static SSLContext context(TlsSettings settings) throws HttpStartException {
        try {
            String password;
            KeyStore store;
            switch (settings) {
                case TlsSettings.Pem pem -> {
                    store = fromPem(pem);
                    password = MEMORY_PASSWORD;
                }
                case TlsSettings.Pkcs12(Path file, @Nullable String secret) -> {
                    store = fromPkcs12(file, secret);
                    password = secret == null ? "" : secret;
                }
            }
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new HttpStartException.CertificateUnusable(
                    "The certificate cannot be used: " + e.getMessage(), e);
        }
    }

    static TlsContext of(TlsSettings settings) throws HttpStartException {
        var factory = new SslContextFactory.Server();
        factory.setSniRequired(false);
        // HTTP/2 refuses some ciphers of TLS 1.2, so those that it takes come first.
        factory.setCipherComparator(HTTP2Cipher.COMPARATOR);
        switch (settings) {
            case TlsSettings.Pem pem -> {
                factory.setKeyStore(fromPem(pem));
                factory.setKeyStorePassword(MEMORY_PASSWORD);
            }
            case TlsSettings.Pkcs12(Path file, @Nullable String password) -> {
                factory.setKeyStore(fromPkcs12(file, password));
                factory.setKeyStorePassword(password == null ? "" : password);
            }
        }
        return new TlsContext(factory);
    }

    private static KeyStore fromPkcs12(Path file, @Nullable String password)
            throws HttpStartException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password == null ? new char[0] : password.toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new HttpStartException.CertificateUnusable(
                    "The certificate file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static KeyStore fromPem(TlsSettings.Pem pem) throws HttpStartException {
        Path reading = pem.certificates();
        try {
            Collection<? extends Certificate> chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(
                                    new ByteArrayInputStream(Files.readAllBytes(reading)));
            if (chain.isEmpty()) {
                throw new GeneralSecurityException("it holds no certificate");
            }
            reading = pem.key();
            PrivateKey key = PemKey.read(Files.readString(reading), pem.password());
            requirePair(key, chain.iterator().next());
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "node", key, MEMORY_PASSWORD.toCharArray(), chain.toArray(new Certificate[0]));
            return store;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new HttpStartException.CertificateUnusable(
                    "The certificate file " + reading + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Finds a key of another certificate now, not when the first client connects. */
    private static void requirePair(PrivateKey key, Certificate certificate)
            throws GeneralSecurityException {
        byte[] probe = {1, 2, 3};
        Signature signature = Signature.getInstance(signatureFor(key));
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        boolean fits;
        try {
            signature.initVerify(certificate.getPublicKey());
            signature.update(probe);
            fits = signature.verify(signed);
        } catch (InvalidKeyException e) {
            fits = false;
        }
        if (!fits) {
            throw new GeneralSecurityException("its key does not belong to the certificate");
        }
    }

    private static String signatureFor(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }
}
