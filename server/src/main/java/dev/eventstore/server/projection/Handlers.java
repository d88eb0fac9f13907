package dev.eventstore.server.projection;

import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.javascript.JavaScriptHandler;
import dev.eventstore.server.projection.system.SystemProjection;
import java.util.Optional;

/** Makes the handlers of definitions. */
final class Handlers {
    private static final String JAVASCRIPT = "JS";

    private Handlers() {}

    /**
     * @throws DefinitionException if the definition makes no sense
     */
    static Handler of(Definition definition) throws DefinitionException {
        Optional<SystemProjection> known = SystemProjection.ofHandlerType(definition.handlerType());
        if (known.isPresent()) {
            return known.get().handler(definition.query());
        }
        if (definition.handlerType().equalsIgnoreCase(JAVASCRIPT)) {
            return JavaScriptHandler.of(definition.query(), definition.config().emits());
        }
        throw new DefinitionException(
                "There is no handler of the type " + definition.handlerType() + ".");
    }
}
