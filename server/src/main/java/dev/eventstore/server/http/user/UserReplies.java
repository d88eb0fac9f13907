package dev.eventstore.server.http.user;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.TreeDocument;
import dev.eventstore.server.http.routing.UriText;
import dev.eventstore.server.security.Account;
import dev.eventstore.server.security.AccountResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Answers about accounts, with the members and their order of Event Store v5. */
final class UserReplies {
    private static final DateTimeFormatter WITH_OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSxxx");

    /** v5 told an internal number here; clients expect the member and ignore the value. */
    private static final int MESSAGE_TYPE = 0;

    /** How a failure is called in the body, and its status. */
    private enum Failure {
        NOT_FOUND("NotFound", 404),
        CONFLICT("Conflict", 409),
        TRY_AGAIN("TryAgain", 408),
        UNAUTHORIZED("Unauthorized", 401);

        private final String error;
        private final int status;

        Failure(String error, int status) {
            this.error = error;
            this.status = status;
        }
    }

    private UserReplies() {}

    /** All accounts with what can be done with each. */
    static Reply list(Call call, List<Account> accounts) {
        ObjectNode document = object();
        ArrayNode data = document.putArray("data");
        accounts.forEach(account -> data.add(linked(call, account)));
        return TreeDocument.reply(call, 200, "UserAllDetailsResult", succeeded(document));
    }

    /** One account with what can be done with it. */
    static Reply details(Call call, Account account) {
        ObjectNode document = object();
        document.set("data", linked(call, account));
        return TreeDocument.reply(call, 200, "UserDetailsResult", succeeded(document));
    }

    /** The caller's own account. */
    static Reply current(Call call, Account account) {
        ObjectNode data = named(account);
        data.put("dateLastUpdated", time(account.updated()));
        data.put("disabled", account.isDisabled());
        ObjectNode document = object();
        document.set("data", data);
        return TreeDocument.reply(call, 200, "UserDetailsResult", succeeded(document));
    }

    /** Asked for an account that is not there. */
    static Reply noAccount(Call call) {
        return failedRead(call, Failure.NOT_FOUND);
    }

    /** Asked for the own account without having logged in. */
    static Reply nobody(Call call) {
        return failedRead(call, Failure.UNAUTHORIZED);
    }

    /**
     * What came of a change.
     *
     * @param status the status of success
     * @throws BadRequest if the request made no sense
     */
    static Reply changed(Call call, int status, AccountResult result) throws BadRequest {
        return switch (result) {
            case AccountResult.Done done ->
                    update(call, status, succeeded(object().put("loginName", done.login())));
            case AccountResult.NotFound missing -> failed(call, missing.login(), Failure.NOT_FOUND);
            case AccountResult.Conflict taken -> failed(call, taken.login(), Failure.CONFLICT);
            case AccountResult.WrongPassword wrong ->
                    failed(call, wrong.login(), Failure.UNAUTHORIZED);
            case AccountResult.AccessDenied denied ->
                    failed(call, denied.login(), Failure.UNAUTHORIZED);
            case AccountResult.Busy busy -> failed(call, busy.login(), Failure.TRY_AGAIN);
            case AccountResult.Invalid invalid ->
                    throw new BadRequest(invalid.field() + " " + invalid.reason());
        };
    }

    /** The request made no sense. */
    static Reply refused(Call call, BadRequest refusal) {
        ObjectNode document = ended(object(), false, "Error").put("reason", refusal.reason());
        return update(call, refusal.status(), document).withReason(refusal.reason());
    }

    private static Reply failed(Call call, String login, Failure failure) {
        ObjectNode document = object().put("loginName", login);
        return update(call, failure.status, ended(document, false, failure.error));
    }

    private static Reply failedRead(Call call, Failure failure) {
        return TreeDocument.reply(
                call, failure.status, "UserDetailsResult", ended(object(), false, failure.error));
    }

    private static Reply update(Call call, int status, ObjectNode document) {
        return TreeDocument.reply(call, status, "UpdateResult", document);
    }

    private static ObjectNode succeeded(ObjectNode document) {
        return ended(document, true, "Success");
    }

    private static ObjectNode ended(ObjectNode document, boolean success, String error) {
        return document.put("success", success).put("error", error).put("msgTypeId", MESSAGE_TYPE);
    }

    private static ObjectNode linked(Call call, Account account) {
        String self = call.links().to("/users/" + UriText.escape(account.login()));
        ObjectNode data = named(account);
        data.put("disabled", account.isDisabled());
        ArrayNode links = data.putArray("links");
        link(links, self + "/command/reset-password", "reset-password");
        link(links, self + "/command/change-password", "change-password");
        link(links, self, "edit");
        link(links, self, "delete");
        String toggle = account.isDisabled() ? "enable" : "disable";
        link(links, self + "/command/" + toggle, toggle);
        return data;
    }

    private static void link(ArrayNode links, String address, String relation) {
        links.addObject().put("href", address).put("rel", relation);
    }

    private static ObjectNode named(Account account) {
        ObjectNode data = object().put("loginName", account.login());
        if (account.fullName() != null) {
            data.put("fullName", account.fullName());
        }
        if (account.groups() != null) {
            ArrayNode groups = data.putArray("groups");
            account.groups().forEach(groups::add);
        }
        return data;
    }

    private static String time(Instant instant) {
        return WITH_OFFSET.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
