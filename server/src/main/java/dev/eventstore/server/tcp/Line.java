package dev.eventstore.server.tcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket to a client, in clear text or with TLS. Thread-safe. */
final class Line {
    /** How long a client may take to agree on keys. */
    private static final Duration HANDSHAKE_MAX = Duration.ofSeconds(10);

    /** How much of what a client still sends is thrown away before the line is cut. */
    private static final int DISCARDED_MAX = 1024 * 1024;

    private static final Logger logger = LoggerFactory.getLogger(Line.class);

    private final Socket plain;
    private final Socket socket;
    private final String remote;
    private final String local;

    Line(Socket plain, @Nullable SSLContext tls) throws IOException {
        this.plain = plain;
        plain.setTcpNoDelay(true);
        this.remote = text(plain.getRemoteSocketAddress());
        this.local = text(plain.getLocalSocketAddress());
        this.socket = tls == null ? plain : tls.getSocketFactory().createSocket(plain, null, true);
    }

    /** Agrees on keys, if it is encrypted. */
    void secure() throws IOException {
        if (socket instanceof SSLSocket encrypted) {
            plain.setSoTimeout((int) HANDSHAKE_MAX.toMillis());
            encrypted.startHandshake();
            plain.setSoTimeout(0);
        }
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    boolean isEncrypted() {
        return socket instanceof SSLSocket;
    }

    /** Address and port of the client. */
    String remote() {
        return remote;
    }

    /** Address and port on this side. */
    String local() {
        return local;
    }

    /** Lets the client read what was sent: a line that is cut at once may lose it. */
    void endGently(Duration patience) throws IOException {
        if (isEncrypted()) {
            socket.close();
            return;
        }
        plain.shutdownOutput();
        plain.setSoTimeout((int) patience.toMillis());
        byte[] rest = new byte[4096];
        int discarded = 0;
        int count = plain.getInputStream().read(rest);
        while (count > 0 && discarded < DISCARDED_MAX) {
            discarded += count;
            count = plain.getInputStream().read(rest);
        }
    }

    /** Cuts it, whoever is using it. */
    void close() {
        try {
            // Not the encrypted one: it would wait for a client that takes nothing.
            plain.close();
        } catch (IOException gone) {
            logger.debug("Closing the line to {} failed", remote, gone);
        }
    }

    private static String text(@Nullable SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return "nowhere";
        }
        InetAddress host = inet.getAddress();
        String literal = host == null ? inet.getHostString() : host.getHostAddress();
        return literal + ":" + inet.getPort();
    }
}
