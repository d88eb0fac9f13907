package dev.eventstore.server.projection.javascript;

import java.util.List;

/**
 * A line of a script that was executed.
 *
 * @param number counted from 1
 * @param function in which it stands
 * @param variables what was in sight just before it
 */
public record ScriptLine(int number, String function, List<Variable> variables) {
    /**
     * A variable.
     *
     * @param value as people read it, cut if it is long
     */
    public record Variable(String name, String value) {}

    public ScriptLine {
        variables = List.copyOf(variables);
    }
}
