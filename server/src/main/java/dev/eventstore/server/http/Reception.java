package dev.eventstore.server.http;

import dev.eventstore.server.http.routing.AuthResult;
import dev.eventstore.server.http.routing.Authentication;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.Links;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Query;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.routing.RouteMatch;
import dev.eventstore.server.http.routing.RouteTable;
import dev.eventstore.server.http.routing.Waits;
import dev.eventstore.server.security.Caller;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the checks that all routes share, in the order of v5, and calls the route's handler. The
 * first check that fails decides the answer. Thread-safe.
 */
final class Reception {
    private static final Logger logger = LoggerFactory.getLogger(Reception.class);

    private final HttpSettings settings;
    private final Authentication authentication;
    private final RouteTable routes;
    private final BrowserGuard guard;
    private final Waits waits;

    Reception(
            HttpSettings settings, Authentication authentication, RouteTable routes, Waits waits) {
        this.settings = settings;
        this.authentication = authentication;
        this.routes = routes;
        this.guard = new BrowserGuard(settings);
        this.waits = waits;
    }

    /** Answers one request; never throws what a request can cause. */
    Answer receive(Incoming incoming) {
        try {
            return admit(incoming);
        } catch (BadRequest e) {
            return Answer.withoutMethods(e.reply());
        }
    }

    private Answer admit(Incoming incoming) throws BadRequest {
        String authorization = incoming.headers().value("Authorization");
        String trusted =
                settings.trustedAuthentication()
                        ? incoming.headers().value("ES-TrustedAuth")
                        : null;
        return switch (authentication.authenticate(authorization, trusted)) {
            case AuthResult.Rejected() -> Answer.withoutMethods(unauthorized());
            case AuthResult.TooManyAttempts() -> Answer.withoutMethods(tooManyAttempts());
            case AuthResult.Known(Caller caller) -> {
                Reply refusal =
                        guard.refuse(incoming, authorization != null && caller.isAuthenticated());
                yield refusal != null ? Answer.withoutMethods(refusal) : route(incoming, caller);
            }
        };
    }

    private Answer route(Incoming incoming, Caller caller) throws BadRequest {
        RouteMatch match = routes.match(incoming.path());
        if (match.isEmpty()) {
            return Answer.withoutMethods(
                    Reply.statusOnly(404, "Not Found").explained("Nothing is served here."));
        }
        String methods = match.allowedMethods();
        if (incoming.method().equals("OPTIONS")) {
            return new Answer(Reply.statusOnly(200), methods);
        }
        Optional<RouteMatch.Chosen> chosen = match.forMethod(incoming.method());
        if (chosen.isEmpty()) {
            return new Answer(
                    Reply.statusOnly(405, "Method Not Allowed")
                            .explained("This address takes " + methods + "."),
                    methods);
        }
        return negotiate(incoming, caller, chosen.get(), methods);
    }

    private Answer negotiate(
            Incoming incoming, Caller caller, RouteMatch.Chosen chosen, String methods)
            throws BadRequest {
        Route route = chosen.route();
        MediaType requestType = null;
        if (route.reads() != null) {
            requestType =
                    route.reads().named(incoming.headers().value("Content-Type")).orElse(null);
            if (requestType == null) {
                return Answer.withoutMethods(unsupported(route.reads()));
            }
        }
        Query query = Query.parse(incoming.query());
        Optional<MediaType> responseType =
                route.writes().negotiate(query.value("format"), incoming.headers().value("Accept"));
        if (responseType.isEmpty()) {
            return Answer.withoutMethods(notAcceptable(route.writes()));
        }
        boolean levelCounts = settings.firstLevelAuthorization() || !route.leftToHandler();
        if (levelCounts && !route.level().admits(caller)) {
            return new Answer(unauthorized(), methods);
        }
        return new Answer(
                handle(incoming, caller, chosen, query, requestType, responseType.get()), methods);
    }

    private Reply handle(
            Incoming incoming,
            Caller caller,
            RouteMatch.Chosen chosen,
            Query query,
            @Nullable MediaType requestType,
            MediaType responseType) {
        Links links = Links.of(incoming.addressed(), incoming.headers(), incoming.pathAndQuery());
        var request =
                new Call.Request(
                        incoming.method(),
                        query,
                        incoming.headers(),
                        incoming.body(),
                        links,
                        incoming.waits());
        try {
            return chosen.route()
                    .handler()
                    .handle(new Call(caller, request, chosen, requestType, responseType));
        } catch (BadRequest e) {
            return e.reply();
        } catch (InterruptedException e) {
            return stopping();
        } catch (RuntimeException e) {
            // The request ends here, and with it whatever went wrong while it was served.
            if (waits.isOver()) {
                logger.debug("{} failed while the node stops", incoming.path(), e);
                return stopping();
            }
            logger.error("{} {} failed", incoming.method(), incoming.path(), e);
            return Reply.statusOnly(500, "Internal Server Error")
                    .explained("The node failed to answer; its log says why.");
        }
    }

    private static Reply stopping() {
        return Reply.statusOnly(503, "Server Is Not Ready").explained("The node stops.");
    }

    private static Reply unauthorized() {
        return Reply.statusOnly(401, "Unauthorized")
                .explained(
                        "Give name and password of a user who may do this, for example with curl"
                                + " -u name:password.");
    }

    private static Reply tooManyAttempts() {
        return Reply.statusOnly(429, "Too Many Requests")
                .with("Retry-After", "60")
                .explained("Too many passwords are being tried. Come again in a minute.");
    }

    private static Reply unsupported(MediaTypes types) {
        return Reply.statusOnly(415, "Invalid or missing Content-Type")
                .explained("Content-Type must be one of " + list(types) + ".");
    }

    private static Reply notAcceptable(MediaTypes types) {
        return Reply.statusOnly(406, "Requested URI is not available in requested format")
                .explained("It is available as " + list(types) + ".");
    }

    private static String list(MediaTypes types) {
        return types.members().stream().map(MediaType::toString).collect(Collectors.joining(", "));
    }
}
