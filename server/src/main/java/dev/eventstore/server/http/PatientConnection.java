package dev.eventstore.server.http;

import dev.eventstore.server.http.routing.WaitRunner;
import dev.eventstore.server.http.routing.Waits;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.IdleTimeout;

/**
 * Keeps a connection from being closed as idle while its client waits for us: an answer that is
 * written in the very moment in which the time is up would be lost. One thread at a time.
 */
final class PatientConnection implements WaitRunner {
    private static final int NEVER = 0;

    private final EndPoint connection;
    private final WaitRunner runner;

    PatientConnection(EndPoint connection, WaitRunner runner) {
        EndPoint innermost = connection;
        while (innermost instanceof EndPoint.Wrapper wrapper) {
            innermost = wrapper.unwrap();
        }
        this.connection = innermost;
        this.runner = runner;
    }

    @Override
    public boolean run(Waits.Wait wait) throws InterruptedException {
        long timeout = connection.getIdleTimeout();
        connection.setIdleTimeout(NEVER);
        try {
            return runner.run(wait);
        } finally {
            if (connection instanceof IdleTimeout idle) {
                idle.notIdle();
            }
            connection.setIdleTimeout(timeout);
        }
    }
}
