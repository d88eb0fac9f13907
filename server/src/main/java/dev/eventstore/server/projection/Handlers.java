package dev.eventstore.server.projection;

import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.StreamCatalog;
import dev.eventstore.server.projection.javascript.JavaScriptHandler;
import dev.eventstore.server.projection.system.SystemProjection;
import dev.eventstore.server.stream.StreamOperations;
import java.util.Optional;

/** Makes the handlers of definitions. */
final class Handlers {
    private static final String JAVASCRIPT = "JS";

    private Handlers() {}

    /**
     * @param streams where a query finds which streams it reads
     * @throws DefinitionException if the definition makes no sense
     */
    static Handler of(Definition definition, StreamOperations streams) throws DefinitionException {
        Optional<SystemProjection> known = SystemProjection.ofHandlerType(definition.handlerType());
        if (known.isPresent()) {
            return known.get().handler(definition.query());
        }
        if (definition.handlerType().equalsIgnoreCase(JAVASCRIPT)) {
            return picking(
                    JavaScriptHandler.of(definition.query(), definition.config().emits()),
                    definition.mode(),
                    streams);
        }
        throw new DefinitionException(
                "There is no handler of the type " + definition.handlerType() + ".");
    }

    private static Handler picking(Handler handler, ProjectionMode mode, StreamOperations streams)
            throws DefinitionException {
        Optional<StreamCatalog> catalog = handler.catalog();
        if (catalog.isEmpty()) {
            return handler;
        }
        if (mode == ProjectionMode.CONTINUOUS) {
            handler.close();
            throw new DefinitionException("catalogStream is not supported in the projections mode");
        }
        return new CatalogQuery(handler, catalog.get(), streams);
    }
}
