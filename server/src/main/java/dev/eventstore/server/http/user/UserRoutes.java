package dev.eventstore.server.http.user;

import static dev.eventstore.server.http.routing.AccessLevel.ADMINISTRATOR;
import static dev.eventstore.server.http.routing.AccessLevel.AUTHENTICATED;

import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.routing.RouteHandler;
import dev.eventstore.server.http.routing.UriText;
import dev.eventstore.server.security.AccountResult;
import dev.eventstore.server.security.Accounts;
import dev.eventstore.server.security.NewAccount;
import java.util.List;
import java.util.stream.Stream;

/** Accounts over HTTP. Thread-safe. */
public final class UserRoutes {
    private static final String LOGIN = "login";
    private static final String ALL = "/users";
    private static final String ONE = "/users/{" + LOGIN + "}";
    private static final String COMMAND = ONE + "/command/";
    private static final String RESET = COMMAND + "reset-password";
    private static final String CHANGE = COMMAND + "change-password";

    private final Accounts accounts;

    public UserRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * The routes; order does not matter. Where the node demands no login, everybody may look at
     * accounts; changes are up to {@link Accounts}.
     */
    public List<Route> routes() {
        return Stream.of(
                        get(ALL, ADMINISTRATOR, this::list),
                        get(ALL + "/", ADMINISTRATOR, this::list),
                        get(ONE, ADMINISTRATOR, this::show),
                        get(ALL + "/$current", AUTHENTICATED, this::showCaller),
                        reading("POST", ALL, ADMINISTRATOR, this::create),
                        reading("POST", ALL + "/", ADMINISTRATOR, this::create),
                        reading("PUT", ONE, ADMINISTRATOR, this::update),
                        Route.delete(ONE, ADMINISTRATOR, MediaTypes.JX, this::delete),
                        command("enable", this::enable),
                        command("disable", this::disable),
                        reading("POST", RESET, ADMINISTRATOR, this::resetPassword),
                        reading("POST", CHANGE, AUTHENTICATED, this::changePassword))
                .map(Route::openUnlessLoginDemanded)
                .toList();
    }

    private Reply list(Call call) {
        return UserReplies.list(call, accounts.all());
    }

    private Reply show(Call call) {
        return accounts.find(login(call))
                .map(account -> UserReplies.details(call, account))
                .orElseGet(() -> UserReplies.noAccount(call));
    }

    private Reply showCaller(Call call) {
        String login = call.caller().login();
        if (login == null) {
            return UserReplies.nobody(call);
        }
        return accounts.find(login)
                .map(account -> UserReplies.current(call, account))
                .orElseGet(() -> UserReplies.noAccount(call));
    }

    private Reply create(Call call) throws BadRequest {
        UserBody body = UserBody.read(call);
        NewAccount wanted =
                new NewAccount(
                        body.text("loginName"),
                        body.optionalText("fullName"),
                        body.optionalTexts("groups"),
                        body.text("password"));
        AccountResult result = accounts.create(call.caller(), wanted);
        Reply reply = UserReplies.changed(call, 201, result);
        return result instanceof AccountResult.Done done
                ? reply.with("Location", call.links().to("/users/" + UriText.escape(done.login())))
                : reply;
    }

    private Reply update(Call call) throws BadRequest {
        UserBody body = UserBody.read(call);
        return changed(
                call,
                accounts.update(
                        call.caller(),
                        login(call),
                        body.optionalText("fullName"),
                        body.optionalTexts("groups")));
    }

    private Reply delete(Call call) throws BadRequest {
        return changed(call, accounts.delete(call.caller(), login(call)));
    }

    private Reply enable(Call call) throws BadRequest {
        return changed(call, accounts.enable(call.caller(), login(call)));
    }

    private Reply disable(Call call) throws BadRequest {
        return changed(call, accounts.disable(call.caller(), login(call)));
    }

    private Reply resetPassword(Call call) throws BadRequest {
        String password = UserBody.read(call).text("newPassword");
        return changed(call, accounts.resetPassword(call.caller(), login(call), password));
    }

    private Reply changePassword(Call call) throws BadRequest {
        UserBody body = UserBody.read(call);
        return changed(
                call,
                accounts.changePassword(
                        login(call), body.text("currentPassword"), body.text("newPassword")));
    }

    private static Reply changed(Call call, AccountResult result) throws BadRequest {
        return UserReplies.changed(call, 200, result);
    }

    private static String login(Call call) {
        return call.pathParameter(LOGIN);
    }

    private static Route get(String template, AccessLevel level, RouteHandler handler) {
        return Route.get(template, level, MediaTypes.JX, handler);
    }

    private static Route reading(
            String method, String template, AccessLevel level, RouteHandler handler) {
        return new Route(
                method, template, level, MediaTypes.JX, MediaTypes.JX, explaining(handler));
    }

    /** Version 5 failed without a word where a body made no sense; here the answer has one. */
    private static RouteHandler explaining(RouteHandler handler) {
        return call -> {
            try {
                return handler.handle(call);
            } catch (BadRequest refusal) {
                return UserReplies.refused(call, refusal);
            }
        };
    }

    /** A command says all with its path, so it needs no body. */
    private static Route command(String name, RouteHandler handler) {
        return Route.post(COMMAND + name, ADMINISTRATOR, null, MediaTypes.JX, handler);
    }
}
