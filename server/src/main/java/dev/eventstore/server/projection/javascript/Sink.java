package dev.eventstore.server.projection.javascript;

import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.Emitted;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/** Where a script puts what it emits: the only thing of ours that a script calls. */
final class Sink implements ProxyExecutable {
    private List<Emitted> emitted = new ArrayList<>();

    /** What was put here since this was asked last. */
    List<Emitted> drain() {
        if (emitted.isEmpty()) {
            return List.of();
        }
        List<Emitted> all = emitted;
        emitted = new ArrayList<>();
        return all;
    }

    /**
     * @param arguments stream, type, whether it is JSON, data, and the names and values of metadata
     *     in turns, or nothing
     * @throws IllegalArgumentException if a stream cannot be called so
     */
    @Override
    public @Nullable Object execute(Value... arguments) {
        emitted.add(
                new Emitted(
                        StreamName.of(arguments[0].asString()),
                        arguments[1].asString(),
                        arguments[2].asBoolean(),
                        Payload.of(arguments[3].asString()),
                        members(arguments[4])));
        return null;
    }

    private static List<Emitted.Member> members(Value metadata) {
        if (metadata.isNull()) {
            return List.of();
        }
        List<Emitted.Member> members = new ArrayList<>();
        for (long i = 0; i + 1 < metadata.getArraySize(); i += 2) {
            members.add(
                    new Emitted.Member(
                            metadata.getArrayElement(i).asString(),
                            metadata.getArrayElement(i + 1).asString()));
        }
        return members;
    }
}
