package dev.eventstore.server.node.certificate;

import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an X.509 certificate says, before somebody signs it.
 *
 * @param serial a number that its issuer gives once
 * @param issuer the name of whoever signs
 * @param subject the name of whoever it is about
 * @param from since when it is good
 * @param until until when
 * @param key the public key of the subject
 * @param issuerKey the public key of whoever signs
 * @param extensions further statements, each in DER
 */
record Certificate(
        BigInteger serial,
        String issuer,
        String subject,
        Instant from,
        Instant until,
        PublicKey key,
        PublicKey issuerKey,
        List<byte[]> extensions) {
    private static final String ECDSA_WITH_SHA256 = "2A8648CE3D040302";
    private static final String COMMON_NAME = "550403";
    private static final String KEY_USAGE = "551D0F";
    private static final String BASIC_CONSTRAINTS = "551D13";
    private static final String NAME_CONSTRAINTS = "551D1E";
    private static final String EXTENDED_KEY_USAGE = "551D25";
    private static final String ALTERNATIVE_NAMES = "551D11";
    private static final String SUBJECT_KEY = "551D0E";
    private static final String AUTHORITY_KEY = "551D23";
    private static final String SERVER_AUTHENTICATION = "2B06010505070301";

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    Certificate {
        extensions = List.copyOf(extensions);
    }

    /** The certificate of an authority that vouches for these hosts only. */
    static Certificate authority(
            BigInteger serial,
            String name,
            Instant now,
            Duration life,
            PublicKey key,
            Hosts hosts) {
        byte[] signsCertificates = Der.bits(new byte[] {0b0000_0100}, 2);
        return new Certificate(
                serial,
                name,
                name,
                now.minus(CLOCKS_DIFFER),
                now.plus(life),
                key,
                key,
                List.of(
                        critical(
                                BASIC_CONSTRAINTS,
                                Der.sequence(Der.yes(), Der.integer(BigInteger.ZERO))),
                        critical(KEY_USAGE, signsCertificates),
                        critical(NAME_CONSTRAINTS, hosts.constraints())));
    }

    /** The certificate of a server on these hosts. */
    static Certificate server(
            BigInteger serial,
            String authority,
            PublicKey authorityKey,
            Instant now,
            Duration life,
            PublicKey key,
            Hosts hosts) {
        byte[] signs = Der.bits(new byte[] {(byte) 0b1000_0000}, 7);
        return new Certificate(
                serial,
                authority,
                "localhost",
                now.minus(CLOCKS_DIFFER),
                now.plus(life),
                key,
                authorityKey,
                List.of(
                        critical(KEY_USAGE, signs),
                        plain(
                                EXTENDED_KEY_USAGE,
                                Der.sequence(Der.identifier(SERVER_AUTHENTICATION))),
                        plain(ALTERNATIVE_NAMES, hosts.alternativeNames())));
    }

    /** The finished certificate in DER. */
    byte[] signed(KeyPair signer) throws GeneralSecurityException {
        byte[] algorithm = Der.sequence(Der.identifier(ECDSA_WITH_SHA256));
        byte[] statement =
                Der.sequence(
                        Der.wrapped(0, Der.integer(BigInteger.TWO)),
                        Der.integer(serial),
                        algorithm,
                        name(issuer),
                        Der.sequence(Der.time(from), Der.time(until)),
                        name(subject),
                        key.getEncoded(),
                        Der.wrapped(3, Der.sequence(allExtensions())));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signer.getPrivate());
        signature.update(statement);
        return Der.sequence(statement, algorithm, Der.bits(signature.sign()));
    }

    private byte[][] allExtensions() throws GeneralSecurityException {
        byte[] subjectKey = plain(SUBJECT_KEY, Der.octets(fingerprint(key)));
        byte[] authorityKey =
                plain(AUTHORITY_KEY, Der.sequence(Der.tagged(0, fingerprint(issuerKey))));
        return Stream.concat(extensions.stream(), Stream.of(subjectKey, authorityKey))
                .toArray(byte[][]::new);
    }

    private static byte[] fingerprint(PublicKey key) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return Arrays.copyOf(hash, 20);
    }

    private static byte[] name(String commonName) {
        return Der.sequence(
                Der.set(Der.sequence(Der.identifier(COMMON_NAME), Der.text(commonName))));
    }

    private static byte[] critical(String id, byte[] content) {
        return Der.sequence(Der.identifier(id), Der.yes(), Der.octets(content));
    }

    private static byte[] plain(String id, byte[] content) {
        return Der.sequence(Der.identifier(id), Der.octets(content));
    }

    /** Host names and addresses. */
    record Hosts(List<String> names, List<InetAddress> addresses) {
        Hosts {
            names = List.copyOf(names);
            addresses = List.copyOf(addresses);
        }

        private byte[] alternativeNames() {
            return Der.sequence(
                    Stream.concat(
                                    names.stream().map(Hosts::dnsName),
                                    addresses.stream()
                                            .map(ip -> Der.tagged(IP_ADDRESS, ip.getAddress())))
                            .toArray(byte[][]::new));
        }

        private byte[] constraints() {
            byte[][] permitted =
                    Stream.concat(
                                    names.stream().map(Hosts::dnsName),
                                    addresses.stream()
                                            .map(ip -> Der.tagged(IP_ADDRESS, exactly(ip))))
                            .map(name -> Der.sequence(name))
                            .toArray(byte[][]::new);
            return Der.sequence(Der.wrapped(0, permitted));
        }

        private static byte[] dnsName(String name) {
            return Der.tagged(DNS_NAME, name.getBytes(StandardCharsets.US_ASCII));
        }

        /** An address and the mask that says that every bit of it counts. */
        private static byte[] exactly(InetAddress address) {
            byte[] bytes = address.getAddress();
            byte[] both = Arrays.copyOf(bytes, bytes.length * 2);
            Arrays.fill(both, bytes.length, both.length, (byte) 0xFF);
            return both;
        }
    }
}
