package dev.eventstore.server.tcp.command;

import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.frame.Correlation;
import dev.eventstore.server.tcp.frame.Frame;
import dev.eventstore.server.tcp.frame.Frames;
import dev.eventstore.server.tcp.frame.Request;
import dev.eventstore.server.tcp.wire.NotHandled;
import dev.eventstore.server.tcp.wire.NotHandled.NotHandledReason;

/** Answers that tell a client that nothing was done, and why. */
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

    /** The request is wrong. */
    public static Frame badRequest(Request request, BadRequest bad) {
        String text =
                "Could not unwrap network package for command "
                        + request.name()
                        + ".\n"
                        + bad.getMessage();
        return Frames.text(Command.BAD_REQUEST, request.correlation(), text);
    }

    private static Frame notHandled(Correlation correlation, NotHandledReason reason) {
        return Frames.message(
                Command.NOT_HANDLED,
                correlation,
                NotHandled.newBuilder().setReason(reason).build());
    }
}
