package dev.eventstore.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** A private key in PEM: PKCS#8, plain or encrypted with AES, or PKCS#1 for RSA. */
final class PemKey {
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    /** What PKCS#8 puts in front of an RSA key of PKCS#1: version 0, algorithm rsaEncryption. */
    private static final byte[] RSA_ALGORITHM = {
        2, 1, 0, 48, 13, 6, 9, 42, -122, 72, -122, -9, 13, 1, 1, 1, 5, 0
    };

    private PemKey() {}

    static PrivateKey read(String pem, @Nullable String password)
            throws GeneralSecurityException, IOException {
        byte[] plain = section(pem, "PRIVATE KEY");
        if (plain != null) {
            return pkcs8(new PKCS8EncodedKeySpec(plain));
        }
        byte[] rsa = section(pem, "RSA PRIVATE KEY");
        if (rsa != null) {
            return pkcs8(new PKCS8EncodedKeySpec(wrapRsa(rsa)));
        }
        byte[] encrypted = section(pem, "ENCRYPTED PRIVATE KEY");
        if (encrypted != null && password != null) {
            return pkcs8(decrypt(encrypted, password));
        }
        throw new GeneralSecurityException(
                encrypted != null
                        ? "the key is encrypted, and no password is set"
                        : "it holds no private key in PKCS#8 (convert it with: openssl pkcs8 -topk8"
                                + " -nocrypt)");
    }

    private static PrivateKey pkcs8(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        var failure = new GeneralSecurityException("its key is for none of " + KEY_ALGORITHMS);
        // Only trying tells which algorithm the key is for.
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private static PKCS8EncodedKeySpec decrypt(byte[] encrypted, String password)
            throws GeneralSecurityException, IOException {
        var info = new EncryptedPrivateKeyInfo(encrypted);
        String algorithm = info.getAlgName();
        if (algorithm.equals("PBES2") || algorithm.equals("1.2.840.113549.1.5.13")) {
            algorithm = info.getAlgParameters().toString();
        }
        Key key =
                SecretKeyFactory.getInstance(algorithm)
                        .generateSecret(new PBEKeySpec(password.toCharArray()));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
        try {
            return info.getKeySpec(cipher);
        } catch (InvalidKeySpecException e) {
            throw new GeneralSecurityException("the password does not open its key", e);
        }
    }

    private static byte @Nullable [] section(String pem, String name) {
        String begin = "-----BEGIN " + name + "-----";
        int start = pem.indexOf(begin);
        int end = pem.indexOf("-----END " + name + "-----");
        if (start < 0 || end < start) {
            return null;
        }
        String text = pem.substring(start + begin.length(), end);
        return Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] wrapRsa(byte[] key) {
        byte[] octets = der(4, key);
        byte[] content = new byte[RSA_ALGORITHM.length + octets.length];
        System.arraycopy(RSA_ALGORITHM, 0, content, 0, RSA_ALGORITHM.length);
        System.arraycopy(octets, 0, content, RSA_ALGORITHM.length, octets.length);
        return der(48, content);
    }

    /** One value of DER with a length of up to 65,535 bytes. */
    private static byte[] der(int tag, byte[] content) {
        byte[] value = new byte[content.length + 4];
        value[0] = (byte) tag;
        value[1] = (byte) 0x82;
        value[2] = (byte) (content.length >> 8);
        value[3] = (byte) content.length;
        System.arraycopy(content, 0, value, 4, content.length);
        return value;
    }
}
