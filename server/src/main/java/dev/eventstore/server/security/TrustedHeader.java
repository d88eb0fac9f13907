package dev.eventstore.server.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the {@code ES-TrustedAuth} header: {@code user; group1, group2}. */
final class TrustedHeader {
    private TrustedHeader() {}

    /** The caller that a proxy vouches for; empty if the header has two semicolons. */
    static Optional<Caller> read(String header) {
        String[] parts = header.split(";", -1);
        if (parts.length > 2) {
            return Optional.empty();
        }
        String login = parts[0].strip();
        List<String> groups = new ArrayList<>();
        if (parts.length == 2) {
            for (String group : parts[1].split(",", -1)) {
                groups.add(group.strip());
            }
        }
        return Optional.of(new Caller(login, Account.roles(login, groups)));
    }
}
