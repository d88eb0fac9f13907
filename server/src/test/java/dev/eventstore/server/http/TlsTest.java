package dev.eventstore.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir private static Path folder;
    private static Path store;
    private static KeyStore certificates;

    @BeforeAll
    static void make_a_certificate() throws Exception {
        store = folder.resolve("node.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "node",
                                "-keyalg",
                                "RSA",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=dns:localhost,ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        certificates = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            certificates.load(in, PASSWORD.toCharArray());
        }
    }

    @Test
    void pkcs12_is_served() throws Exception {
        assertServed(new TlsSettings.Pkcs12(store, PASSWORD));
    }

    @Test
    void pem_is_served() throws Exception {
        var key = (PrivateKey) certificates.getKey("node", PASSWORD.toCharArray());
        Path keyFile = pem("key.pem", "PRIVATE KEY", key.getEncoded());

        assertServed(new TlsSettings.Pem(certificateFile(), keyFile, null));
    }

    @Test
    void a_key_of_rsa_in_pkcs1_is_taken_too() throws Exception {
        var key = (PrivateKey) certificates.getKey("node", PASSWORD.toCharArray());
        byte[] pkcs8 = key.getEncoded();
        // A sequence of four bytes, 18 bytes of algorithm, an octet string of four bytes.
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        Path keyFile = pem("rsa.pem", "RSA PRIVATE KEY", pkcs1);

        assertServed(new TlsSettings.Pem(certificateFile(), keyFile, null));
    }

    @Test
    void a_key_that_does_not_fit_is_found_at_the_start() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        byte[] foreign = generator.generateKeyPair().getPrivate().getEncoded();
        Path keyFile = pem("foreign.pem", "PRIVATE KEY", foreign);

        assertThatThrownBy(() -> start(new TlsSettings.Pem(certificateFile(), keyFile, null)))
                .isInstanceOf(HttpStartException.CertificateUnusable.class)
                .hasMessageContaining("does not belong to the certificate");
    }

    @Test
    void an_encrypted_key_needs_its_password() throws Exception {
        var key = (PrivateKey) certificates.getKey("node", PASSWORD.toCharArray());
        Path keyFile = pem("encrypted.pem", "ENCRYPTED PRIVATE KEY", encrypt(key, "secret"));

        assertServed(new TlsSettings.Pem(certificateFile(), keyFile, "secret"));
        assertThatThrownBy(() -> start(new TlsSettings.Pem(certificateFile(), keyFile, "wrong")))
                .hasMessageContaining("the password does not open its key");
        assertThatThrownBy(() -> start(new TlsSettings.Pem(certificateFile(), keyFile, null)))
                .hasMessageContaining("no password is set");
    }

    private static byte[] encrypt(PrivateKey key, String password) throws Exception {
        String algorithm = "PBEWithHmacSHA256AndAES_256";
        SecretKey secret =
                SecretKeyFactory.getInstance(algorithm)
                        .generateSecret(new PBEKeySpec(password.toCharArray()));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.ENCRYPT_MODE, secret);
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
        parameters.init(cipher.getParameters().getEncoded());
        return new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(key.getEncoded()))
                .getEncoded();
    }

    @Test
    void an_unusable_file_is_named() throws Exception {
        Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "no key");

        assertThatThrownBy(() -> start(new TlsSettings.Pem(certificateFile(), nonsense, null)))
                .isInstanceOf(HttpStartException.CertificateUnusable.class)
                .hasMessageContaining("nonsense.pem")
                .hasMessageContaining("no private key");
        assertThatThrownBy(() -> start(new TlsSettings.Pkcs12(store, "wrong")))
                .isInstanceOf(HttpStartException.CertificateUnusable.class)
                .hasMessageContaining("node.p12");
        assertThatThrownBy(() -> start(new TlsSettings.Pkcs12(folder.resolve("absent.p12"), null)))
                .isInstanceOf(HttpStartException.CertificateUnusable.class)
                .hasMessageContaining("absent.p12");
    }

    private static Path certificateFile() throws Exception {
        return pem("cert.pem", "CERTIFICATE", certificates.getCertificate("node").getEncoded());
    }

    private static Path pem(String file, String section, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + section + "-----\n" + text + "\n-----END " + section + "-----\n");
    }

    private static TestFrontEnd start(TlsSettings tls) throws HttpStartException {
        HttpSettings plain = TestFrontEnd.settings(true, Duration.ofMinutes(1));
        return new TestFrontEnd(
                new HttpSettings(
                        plain.bindAddress(),
                        0,
                        null,
                        0,
                        tls,
                        false,
                        true,
                        false,
                        plain.bodyBytesMax(),
                        plain.connectionsMax(),
                        plain.idleTimeout(),
                        false,
                        Set.of(),
                        Set.of()));
    }

    private static void assertServed(TlsSettings tls) throws Exception {
        try (TestFrontEnd node = start(tls);
                HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            var uri = URI.create("https://localhost:" + node.port() + "/open");
            HttpResponse<String> response =
                    client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("nobody " + uri);
        }
    }

    private static SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("node", certificates.getCertificate("node"));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
