package dev.eventstore.server.tcp.command;

import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.frame.Correlation;
import dev.eventstore.server.tcp.frame.Frame;
import dev.eventstore.server.tcp.frame.Frames;
import dev.eventstore.server.tcp.wire.NotHandled;
import dev.eventstore.server.tcp.wire.NotHandled.NotHandledReason;

/** Answers that tell a client to come again later. */
public final class Refusals {
    private Refusals() {}

    /** The node is starting or stopping. */
    public static Frame notReady(Correlation correlation) {
        return notHandled(correlation, NotHandledReason.NotReady);
    }

    /** There is too much of that at the moment. */
    static Frame tooBusy(Correlation correlation) {
        return notHandled(correlation, NotHandledReason.TooBusy);
    }

    private static Frame notHandled(Correlation correlation, NotHandledReason reason) {
        return Frames.message(
                Command.NOT_HANDLED,
                correlation,
                NotHandled.newBuilder().setReason(reason).build());
    }
}
