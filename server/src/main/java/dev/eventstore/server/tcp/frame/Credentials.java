package dev.eventstore.server.tcp.frame;

/**
 * Login and password of a package, either of at most 255 bytes.
 *
 * @param login as the client sent it
 * @param password as the client sent it
 */
public record Credentials(String login, String password) {
    /** Tells of no password. */
    @Override
    public String toString() {
        return "Credentials[" + login + "]";
    }
}
