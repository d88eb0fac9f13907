package dev.eventstore.server.node;

import dev.eventstore.server.config.Settings;
import dev.eventstore.server.http.HttpStartException;
import dev.eventstore.server.http.TlsContext;
import dev.eventstore.server.http.TlsSettings;
import dev.eventstore.server.security.Authenticator;
import dev.eventstore.server.tcp.TcpFrontEnd;
import dev.eventstore.server.tcp.TcpSettings;
import dev.eventstore.server.tcp.TcpStartException;
import dev.eventstore.server.tcp.command.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** How TCP is served. */
record TcpDoors(TcpSettings settings) {
    private static final String PLAIN_OPTION = "--tcp-port";
    private static final String SECURE_OPTION = "--ext-secure-tcp-port";

    /**
     * Turns what the user asked for into what the front end needs, and looks whether the ports can
     * be had, before anything else is opened.
     *
     * @param certificate of the node, {@code null} if it has none
     * @throws StartFailedException if a port is taken or the certificate cannot be used
     */
    static TcpDoors of(Settings settings, @Nullable TlsSettings certificate)
            throws StartFailedException {
        Settings.Tcp tcp = settings.tcp();
        List<TcpSettings.Door> doors = new ArrayList<>();
        if (tcp.isPlain()) {
            doors.add(new TcpSettings.Door(settings.listening().tcpPort(), null));
        }
        if (tcp.securePort() != 0 && certificate != null) {
            doors.add(new TcpSettings.Door(tcp.securePort(), context(certificate)));
        }
        for (TcpSettings.Door door : doors) {
            PortTaken.check(settings.listening().address(), door.port(), option(door));
        }
        return new TcpDoors(
                new TcpSettings(
                        settings.listening().address(),
                        doors,
                        tcp.heartbeatInterval(),
                        tcp.heartbeatTimeout(),
                        tcp.pendingBytesMax(),
                        settings.access().logFailures()));
    }

    /**
     * Takes the ports.
     *
     * @throws StartFailedException if somebody was faster
     */
    TcpFrontEnd listen(Authenticator authenticator, Commands commands, Supplier<UUID> ids)
            throws StartFailedException {
        try {
            return new TcpFrontEnd(settings, authenticator, commands, ids);
        } catch (TcpStartException failure) {
            TcpSettings.Door door = failure.door();
            throw PortTaken.unavailable(settings.address(), door.port(), option(door), failure);
        }
    }

    private static String option(TcpSettings.Door door) {
        return door.tls() == null ? PLAIN_OPTION : SECURE_OPTION;
    }

    private static SSLContext context(TlsSettings certificate) throws StartFailedException {
        try {
            return TlsContext.context(certificate);
        } catch (HttpStartException unusable) {
            throw new StartFailedException(
                    unusable.getMessage()
                            + " Check --certificate-file, --certificate-private-key-file and"
                            + " --certificate-password.",
                    unusable);
        }
    }
}
