package dev.eventstore.server.http;

import java.net.InetSocketAddress;

/** The HTTP front end cannot start; nothing of it is left running. */
public abstract sealed class HttpStartException extends Exception {
    private static final long serialVersionUID = 1L;

    private HttpStartException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The address cannot be listened on: taken, not ours, or reserved for the administrator. */
    public static final class AddressUnavailable extends HttpStartException {
        private static final long serialVersionUID = 1L;

        private final InetSocketAddress address;

        AddressUnavailable(InetSocketAddress address, Throwable cause) {
            super("Cannot listen on " + address + ": " + cause.getMessage(), cause);
            this.address = address;
        }

        /** What was asked for. */
        public InetSocketAddress address() {
            return address;
        }
    }

    /** The certificate or its key cannot be used. */
    public static final class CertificateUnusable extends HttpStartException {
        private static final long serialVersionUID = 1L;

        CertificateUnusable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The web server would not start for a reason of its own. */
    public static final class WebServerFailed extends HttpStartException {
        private static final long serialVersionUID = 1L;

        WebServerFailed(Throwable cause) {
            super("The web server did not start: " + cause.getMessage(), cause);
        }
    }
}
