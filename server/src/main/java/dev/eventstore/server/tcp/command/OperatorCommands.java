package dev.eventstore.server.tcp.command;

import dev.eventstore.server.scavenge.ScavengeSettings;
import dev.eventstore.server.scavenge.Scavenger;
import dev.eventstore.server.scavenge.StartResult;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.frame.Correlation;
import dev.eventstore.server.tcp.frame.Frame;
import dev.eventstore.server.tcp.frame.Frames;
import dev.eventstore.server.tcp.frame.Request;
import dev.eventstore.server.tcp.wire.ScavengeDatabaseResponse;
import dev.eventstore.server.tcp.wire.ScavengeDatabaseResponse.ScavengeResult;
import java.util.UUID;

/** What operators may ask of the node. Thread-safe. */
final class OperatorCommands {
    private final Scavenger scavenger;

    OperatorCommands(Scavenger scavenger) {
        this.scavenger = scavenger;
    }

    void scavenge(Request request, Caller caller, Session session) throws InterruptedException {
        Correlation correlation = request.correlation();
        if (!caller.isOperator()) {
            session.send(
                    answer(
                            correlation,
                            ScavengeDatabaseResponse.newBuilder()
                                    .setResult(ScavengeResult.Unauthorized)));
            return;
        }
        session.run(
                request,
                () ->
                        session.send(
                                switch (scavenger.start(ScavengeSettings.FULL_SPEED)) {
                                    case StartResult.Started(UUID id) ->
                                            answer(correlation, ScavengeResult.Started, id);
                                    case StartResult.AlreadyRunning(UUID id) ->
                                            answer(correlation, ScavengeResult.InProgress, id);
                                }));
    }

    private static Frame answer(Correlation correlation, ScavengeResult result, UUID id) {
        return answer(
                correlation,
                ScavengeDatabaseResponse.newBuilder()
                        .setResult(result)
                        .setScavengeId(id.toString()));
    }

    private static Frame answer(
            Correlation correlation, ScavengeDatabaseResponse.Builder response) {
        return Frames.message(Command.SCAVENGE_DATABASE_RESPONSE, correlation, response.build());
    }
}
