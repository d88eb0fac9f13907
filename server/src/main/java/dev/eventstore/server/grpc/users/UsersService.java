package dev.eventstore.server.grpc.users;

import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.Rpc;
import dev.eventstore.server.grpc.call.Service;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.UsersProto;
import dev.eventstore.server.grpc.wire.UsersProto.ChangePasswordReq;
import dev.eventstore.server.grpc.wire.UsersProto.CreateReq;
import dev.eventstore.server.grpc.wire.UsersProto.DetailsResp;
import dev.eventstore.server.grpc.wire.UsersProto.NamedReq;
import dev.eventstore.server.grpc.wire.UsersProto.ResetPasswordReq;
import dev.eventstore.server.grpc.wire.UsersProto.UpdateReq;
import dev.eventstore.server.security.Account;
import dev.eventstore.server.security.AccountResult;
import dev.eventstore.server.security.Accounts;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.NewAccount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts. Thread-safe. */
public final class UsersService {
    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final int NANOS_PER_TICK = 100;

    private final Accounts accounts;

    public UsersService(Accounts accounts) {
        this.accounts = accounts;
    }

    /** What is served. */
    public Service service() {
        return new Service(
                "event_store.client.users.Users",
                List.of(
                        Rpc.of("Create", this::create),
                        Rpc.of("Update", this::update),
                        Rpc.of("Delete", this::delete),
                        Rpc.of("Disable", this::disable),
                        Rpc.of("Enable", this::enable),
                        Rpc.of("Details", this::details),
                        Rpc.of("ChangePassword", this::changePassword),
                        Rpc.of("ResetPassword", this::resetPassword)));
    }

    private void create(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        CreateReq.Options wanted = call.only(CreateReq.parser()).getOptions();
        NewAccount account =
                new NewAccount(
                        wanted.getLoginName(),
                        optional(wanted.getFullName()),
                        wanted.getGroupsList(),
                        wanted.getPassword());
        requireDone(accounts.create(call.caller(), account));
        call.send(UsersProto.CreateResp.getDefaultInstance());
    }

    /** The password is part of the request and of no concern, as in the original. */
    private void update(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        UpdateReq.Options wanted = call.only(UpdateReq.parser()).getOptions();
        requireDone(
                accounts.update(
                        call.caller(),
                        wanted.getLoginName(),
                        optional(wanted.getFullName()),
                        wanted.getGroupsList()));
        call.send(UsersProto.UpdateResp.getDefaultInstance());
    }

    private void delete(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        requireDone(accounts.delete(call.caller(), login(call)));
        call.send(UsersProto.DeleteResp.getDefaultInstance());
    }

    private void disable(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        requireDone(accounts.disable(call.caller(), login(call)));
        call.send(UsersProto.DisableResp.getDefaultInstance());
    }

    private void enable(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        requireDone(accounts.enable(call.caller(), login(call)));
        call.send(UsersProto.EnableResp.getDefaultInstance());
    }

    private void changePassword(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        ChangePasswordReq.Options wanted = call.only(ChangePasswordReq.parser()).getOptions();
        requireDone(
                accounts.changePassword(
                        wanted.getLoginName(),
                        wanted.getCurrentPassword(),
                        wanted.getNewPassword()));
        call.send(UsersProto.ChangePasswordResp.getDefaultInstance());
    }

    private void resetPassword(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        ResetPasswordReq.Options wanted = call.only(ResetPasswordReq.parser()).getOptions();
        requireDone(
                accounts.resetPassword(
                        call.caller(), wanted.getLoginName(), wanted.getNewPassword()));
        call.send(UsersProto.ResetPasswordResp.getDefaultInstance());
    }

    /** Without a name, all accounts. */
    private void details(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        String login = login(call);
        Caller caller = call.caller();
        if (!caller.isAdministrator() && (login.isEmpty() || !login.equals(caller.login()))) {
            throw Refusals.accessDenied();
        }
        if (login.isEmpty()) {
            for (Account account : accounts.all()) {
                call.send(wire(account));
            }
        } else {
            call.send(wire(accounts.find(login).orElseThrow(() -> Refusals.noUser(login))));
        }
    }

    private static String login(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        return call.only(NamedReq.parser()).getOptions().getLoginName();
    }

    private static void requireDone(AccountResult result) throws StatusException {
        switch (result) {
            case AccountResult.Done _ -> {}
            case AccountResult.NotFound(String login) -> throw Refusals.noUser(login);
            case AccountResult.Conflict(String login) -> throw Refusals.userConflict(login);
            case AccountResult.WrongPassword _, AccountResult.AccessDenied _ ->
                    throw Refusals.accessDenied();
            case AccountResult.Busy(String login) -> throw Refusals.userBusy(login);
            case AccountResult.Invalid invalid ->
                    throw Refusals.invalid(snakeCase(invalid.field()) + " " + invalid.reason());
        }
    }

    private static DetailsResp wire(Account account) {
        DetailsResp.UserDetails.Builder details =
                DetailsResp.UserDetails.newBuilder()
                        .setLoginName(account.login())
                        .setDisabled(account.isDisabled())
                        .setLastUpdated(
                                DetailsResp.UserDetails.DateTime.newBuilder()
                                        .setTicksSinceEpoch(ticks(account.updated())));
        if (account.fullName() != null) {
            details.setFullName(account.fullName());
        }
        if (account.groups() != null) {
            details.addAllGroups(account.groups());
        }
        return DetailsResp.newBuilder().setUserDetails(details).build();
    }

    private static long ticks(Instant instant) {
        return instant.getEpochSecond() * TICKS_PER_SECOND + instant.getNano() / NANOS_PER_TICK;
    }

    /** Names of fields as this wire has them: {@code new_password} for {@code newPassword}. */
    private static String snakeCase(String name) {
        StringBuilder snake = new StringBuilder(name.length() + 1);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(c));
        }
        return snake.toString();
    }

    /** The wire has no other way to leave a text out. */
    private static @Nullable String optional(String text) {
        return text.isEmpty() ? null : text;
    }
}
