package dev.eventstore.server.node.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A certificate for {@code localhost}, signed by an authority of this computer. Both are files in
 * PEM, readable by their owner only where they are secret.
 *
 * @param authority the certificate to trust
 * @param chain the node's certificate and that of the authority
 * @param key the node's private key
 */
public record DevelopmentCertificate(Path authority, Path chain, Path key) {
    private static final String AUTHORITY_NAME = "Event Store development on this computer";
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3_650);

    /** Browsers and macOS refuse certificates that live much longer. */
    private static final Duration LIFE = Duration.ofDays(397);

    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
    private static final int SERIAL_BITS = 120;

    /** The folder of the user in which the files are kept. */
    public static Path defaultFolder() {
        String home = System.getProperty("user.home", ".");
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            String local = System.getenv().getOrDefault("LOCALAPPDATA", home);
            return Path.of(local, "EventStore", "certificates");
        }
        if (os.startsWith("mac")) {
            return Path.of(home, "Library", "Application Support", "EventStore", "certificates");
        }
        String data = System.getenv().getOrDefault("XDG_DATA_HOME", home + "/.local/share");
        return Path.of(data, "eventstore", "certificates");
    }

    /**
     * Reads the certificate, or makes what is missing or about to expire.
     *
     * @throws IOException if the files cannot be read or written
     * @throws GeneralSecurityException if what they hold cannot be used
     */
    public static DevelopmentCertificate in(Path folder, Instant now)
            throws IOException, GeneralSecurityException {
        DevelopmentCertificate files =
                new DevelopmentCertificate(
                        folder.resolve("authority.crt"),
                        folder.resolve("localhost.crt"),
                        folder.resolve("localhost.key"));
        Path authorityKey = folder.resolve("authority.key");
        Files.createDirectories(folder);
        if (expiresSoon(files.authority, now) || !Files.exists(authorityKey)) {
            files.makeAuthority(authorityKey, now);
            files.makeServer(authorityKey, now);
        } else if (expiresSoon(files.chain, now) || !Files.exists(files.key)) {
            files.makeServer(authorityKey, now);
        }
        return files;
    }

    /** The command that makes this computer's user trust the authority. */
    public String trustCommand() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return "certutil -user -addstore Root \"" + authority + "\"";
        }
        if (os.startsWith("mac")) {
            return "security add-trusted-cert -r trustRoot -k"
                    + " ~/Library/Keychains/login.keychain-db \""
                    + authority
                    + "\"";
        }
        return "sudo cp '"
                + authority
                + "' /usr/local/share/ca-certificates/eventstore-development.crt && sudo"
                + " update-ca-certificates";
    }

    private void makeAuthority(Path authorityKey, Instant now)
            throws IOException, GeneralSecurityException {
        KeyPair keys = newKeys();
        Certificate certificate =
                Certificate.authority(
                        serial(), AUTHORITY_NAME, now, AUTHORITY_LIFE, keys.getPublic(), hosts());
        writeSecret(authorityKey, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        write(authority, pem("CERTIFICATE", certificate.signed(keys)));
    }

    private void makeServer(Path authorityKey, Instant now)
            throws IOException, GeneralSecurityException {
        X509Certificate signer = read(authority);
        KeyPair signerKeys = new KeyPair(signer.getPublicKey(), readKey(authorityKey));
        KeyPair keys = newKeys();
        Certificate certificate =
                Certificate.server(
                        serial(),
                        AUTHORITY_NAME,
                        signer.getPublicKey(),
                        now,
                        LIFE,
                        keys.getPublic(),
                        hosts());
        writeSecret(key, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        write(
                chain,
                pem("CERTIFICATE", certificate.signed(signerKeys))
                        + pem("CERTIFICATE", signer.getEncoded()));
    }

    private static Certificate.Hosts hosts() {
        return new Certificate.Hosts(
                List.of("localhost"),
                List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1")));
    }

    private static boolean expiresSoon(Path certificate, Instant now) throws IOException {
        if (!Files.exists(certificate)) {
            return true;
        }
        try {
            Instant end = read(certificate).getNotAfter().toInstant();
            return now.plus(RENEWED_BEFORE).isAfter(end);
        } catch (GeneralSecurityException unreadable) {
            return true;
        }
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS);
    }

    private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    private static PrivateKey readKey(Path file) throws IOException, GeneralSecurityException {
        String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static String pem(String label, byte[] content) {
        byte[] newline = {'\n'};
        String base64 = Base64.getMimeEncoder(64, newline).encodeToString(content);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label);
    }

    private static void writeSecret(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    fresh,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(fresh, text, StandardCharsets.US_ASCII);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text, StandardCharsets.US_ASCII);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
