package dev.eventstore.server.projection.javascript;

import org.graalvm.polyglot.Value;

/** The functions by which a script is driven. */
record Program(
        Value take,
        Value takeDeleted,
        Value load,
        Value loadShared,
        Value partition,
        Value result,
        Value settle,
        Value shared,
        Value forget,
        Value log,
        boolean isTransforming) {
    /** Reads them, once the definition is there. */
    static Program of(Value all) {
        return new Program(
                all.getMember("take"),
                all.getMember("takeDeleted"),
                all.getMember("load"),
                all.getMember("loadShared"),
                all.getMember("partition"),
                all.getMember("result"),
                all.getMember("settle"),
                all.getMember("shared"),
                all.getMember("forget"),
                all.getMember("log"),
                all.invokeMember("isTransforming").asBoolean());
    }
}
