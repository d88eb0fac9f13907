package dev.eventstore.server.node.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentCertificateTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir Path folder;

    @Test
    void whoever_trusts_the_authority_trusts_the_node()
            throws IOException, GeneralSecurityException {
        DevelopmentCertificate made = DevelopmentCertificate.in(folder, NOW);
        X509Certificate node = certificates(made.chain()).getFirst();

        PKIXParameters trust =
                new PKIXParameters(
                        Set.of(new TrustAnchor(certificates(made.authority()).getFirst(), null)));
        trust.setRevocationEnabled(false);
        trust.setDate(Date.from(NOW));
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509").generateCertPath(List.of(node)),
                        trust);

        assertThat(node.getSubjectAlternativeNames())
                .contains(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
        assertThat(node.getExtendedKeyUsage()).contains("1.3.6.1.5.5.7.3.1");
        assertThat(node.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void what_is_good_is_kept() throws IOException, GeneralSecurityException {
        DevelopmentCertificate first = DevelopmentCertificate.in(folder, NOW);
        String chain = Files.readString(first.chain());
        DevelopmentCertificate.in(folder, NOW.plus(Duration.ofDays(300)));
        assertThat(first.chain()).hasContent(chain);
    }

    @Test
    void what_expires_is_renewed_by_the_same_authority()
            throws IOException, GeneralSecurityException {
        DevelopmentCertificate first = DevelopmentCertificate.in(folder, NOW);
        String chain = Files.readString(first.chain());
        String authority = Files.readString(first.authority());
        DevelopmentCertificate.in(folder, NOW.plus(Duration.ofDays(380)));
        assertThat(Files.readString(first.chain())).isNotEqualTo(chain);
        assertThat(first.authority()).hasContent(authority);
    }

    @Test
    void keys_are_for_their_owner_only() throws IOException, GeneralSecurityException {
        DevelopmentCertificate made = DevelopmentCertificate.in(folder, NOW);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            for (Path key : List.of(made.key(), folder.resolve("authority.key"))) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                        .isEqualTo("rw-------");
            }
        }
    }

    private static List<X509Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }
}
