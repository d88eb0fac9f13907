package dev.eventstore.server.grpc.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.GrpcRefusal;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.grpc.wire.FeaturesProto.SupportedMethods;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import dev.eventstore.server.grpc.wire.UsersProto.ChangePasswordReq;
import dev.eventstore.server.grpc.wire.UsersProto.CreateReq;
import dev.eventstore.server.grpc.wire.UsersProto.DetailsResp;
import dev.eventstore.server.grpc.wire.UsersProto.DetailsResp.UserDetails;
import dev.eventstore.server.grpc.wire.UsersProto.NamedReq;
import dev.eventstore.server.grpc.wire.UsersProto.ResetPasswordReq;
import dev.eventstore.server.grpc.wire.UsersProto.UpdateReq;
import io.grpc.Status;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts, each test with some of its own. */
@ExtendWith(RunningNode.class)
class UsersTest {
    private static final String SERVICE = "event_store.client.users.Users/";
    private static final String PASSWORD = "open sesame";

    private static GrpcClient nobody;
    private static GrpcClient admin;

    @BeforeAll
    static void connect(LocalNode node) {
        nobody = new GrpcClient(node.uri());
        admin = nobody.as("admin", "changeit");
    }

    @AfterAll
    static void disconnect() {
        nobody.close();
    }

    @Test
    void an_account_is_as_it_was_created() {
        create("ann");

        UserDetails ann = details(admin, "ann").getFirst();

        assertThat(ann.getLoginName()).isEqualTo("ann");
        assertThat(ann.getFullName()).isEqualTo("Full name of ann");
        assertThat(ann.getGroupsList()).containsExactly("readers", "writers");
        assertThat(ann.getDisabled()).isFalse();
        assertThat(ann.getLastUpdated().getTicksSinceEpoch()).isPositive();
    }

    @Test
    void without_a_name_all_accounts_are_told() {
        create("beth");
        create("bob");

        assertThat(details(admin, ""))
                .extracting(UserDetails::getLoginName)
                .contains("admin", "ops", "beth", "bob");
    }

    @Test
    void an_update_replaces_full_name_and_groups() {
        create("carl");

        call(
                admin,
                "Update",
                UpdateReq.newBuilder()
                        .setOptions(
                                UpdateReq.Options.newBuilder()
                                        .setLoginName("carl")
                                        .setFullName("Carl")
                                        .addGroups("others"))
                        .build());

        UserDetails carl = details(admin, "carl").getFirst();
        assertThat(carl.getFullName()).isEqualTo("Carl");
        assertThat(carl.getGroupsList()).containsExactly("others");
        assertThat(details(nobody.as("carl", PASSWORD), "carl")).containsExactly(carl);
    }

    @Test
    void a_disabled_account_cannot_log_in_until_it_is_enabled() {
        create("dora");
        GrpcClient dora = nobody.as("dora", PASSWORD);

        call(admin, "Disable", named("dora"));
        assertThat(details(admin, "dora").getFirst().getDisabled()).isTrue();
        assertThat(GrpcRefusal.of(() -> details(dora, "dora")).code())
                .isEqualTo(Status.Code.UNAUTHENTICATED);

        call(admin, "Enable", named("dora"));
        assertThat(details(dora, "dora").getFirst().getDisabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer eyJhbGciOiJub25lIn0", "Basic !!!", "nonsense"})
    void credentials_that_nobody_can_check_are_refused(String header) {
        assertThat(GrpcRefusal.of(() -> features(nobody.with(header))).code())
                .isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    void an_empty_header_names_nobody() {
        assertThat(features(nobody.with("")).getEventStoreServerVersion()).isNotEmpty();
    }

    private static SupportedMethods features(GrpcClient client) {
        return client.one(
                "event_store.client.server_features.ServerFeatures/GetSupportedMethods",
                SupportedMethods.getDefaultInstance(),
                Empty.getDefaultInstance());
    }

    @Test
    void who_knows_the_password_can_change_it() {
        create("emil");

        GrpcRefusal wrong = GrpcRefusal.of(() -> changePassword("emil", "guessed", "new"));
        changePassword("emil", PASSWORD, "new");

        assertThat(wrong.code()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(wrong.trailer("exception")).isEqualTo("access-denied");
        assertThat(details(nobody.as("emil", "new"), "emil")).hasSize(1);
        assertThat(GrpcRefusal.of(() -> details(nobody.as("emil", PASSWORD), "emil")).code())
                .isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    void an_administrator_can_reset_a_password() {
        create("fay");

        call(admin, "ResetPassword", reset("fay", "new"));

        assertThat(details(nobody.as("fay", "new"), "fay")).hasSize(1);
    }

    @Test
    void a_deleted_account_is_gone() {
        create("gus");

        call(admin, "Delete", named("gus"));

        assertNotFound("gus", GrpcRefusal.of(() -> details(admin, "gus")));
        assertThat(details(admin, "")).extracting(UserDetails::getLoginName).doesNotContain("gus");
    }

    @Test
    void what_is_not_there_is_not_found() {
        for (String method : List.of("Delete", "Enable", "Disable", "Details")) {
            assertNotFound(
                    "none",
                    GrpcRefusal.of(() -> admin.all(SERVICE + method, any(), named("none"))));
        }
        assertNotFound("none", GrpcRefusal.of(() -> changePassword("none", PASSWORD, "new")));
        assertNotFound(
                "none", GrpcRefusal.of(() -> call(admin, "ResetPassword", reset("none", "new"))));
    }

    @Test
    void a_name_that_is_taken_is_a_conflict_unless_the_password_is_the_same() {
        create("hana");
        create("hana");

        GrpcRefusal refusal = GrpcRefusal.of(() -> call(admin, "Create", wanted("hana", "other")));

        assertThat(refusal.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(refusal.trailer("exception")).isEqualTo("user-conflict");
        assertThat(refusal.trailer("login-name")).isEqualTo("hana");
    }

    @Test
    void others_may_look_at_themselves_and_no_more() {
        create("ines");
        GrpcClient ines = nobody.as("ines", PASSWORD);

        assertThat(details(ines, "ines")).hasSize(1);
        for (GrpcClient caller : List.of(nobody, ines)) {
            assertDenied(() -> details(caller, ""));
            assertDenied(() -> details(caller, "admin"));
            assertDenied(() -> call(caller, "Create", wanted("joe", PASSWORD)));
            assertDenied(() ->
                    call(
                            caller,
                            "Update",
                            UpdateReq.newBuilder()
                                    .setOptions(
                                            UpdateReq.Options.newBuilder()
                                                    .setLoginName("ines")
                                                    .addGroups("$admins"))
                                    .build()));
            assertDenied(() -> call(caller, "Delete", named("ines")));
            assertDenied(() -> call(caller, "Enable", named("ines")));
            assertDenied(() -> call(caller, "Disable", named("ines")));
            assertDenied(() -> call(caller, "ResetPassword", reset("ines", "new")));
        }
    }

    @Test
    void what_is_wrong_with_an_account_is_named() {
        assertField("login_name", () -> call(admin, "Create", wanted("", PASSWORD)));
        assertField("password", () -> call(admin, "Create", wanted("kim", "")));
        assertField("new_password", () -> call(admin, "ResetPassword", reset("admin", "")));
        assertField(
                "full_name",
                () ->
                        call(
                                admin,
                                "Create",
                                CreateReq.newBuilder()
                                        .setOptions(
                                                CreateReq.Options.newBuilder()
                                                        .setLoginName("kim")
                                                        .setPassword(PASSWORD)
                                                        .setFullName("k".repeat(100_000)))
                                        .build()));
    }

    private static void assertField(String field, ThrowingCallable refused) {
        GrpcRefusal refusal = GrpcRefusal.of(refused);
        assertThat(refusal.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusal.message()).startsWith(field + " m");
    }

    private static void assertDenied(ThrowingCallable refused) {
        GrpcRefusal refusal = GrpcRefusal.of(refused);
        assertThat(refusal.code()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(refusal.trailer("exception")).isEqualTo("access-denied");
    }

    private static void assertNotFound(String login, GrpcRefusal refusal) {
        assertThat(refusal.code()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(refusal.trailer("exception")).isEqualTo("user-not-found");
        assertThat(refusal.trailer("login-name")).isEqualTo(login);
    }

    private static List<UserDetails> details(GrpcClient caller, String login) {
        return caller
                .all(SERVICE + "Details", DetailsResp.getDefaultInstance(), named(login))
                .stream()
                .map(DetailsResp::getUserDetails)
                .toList();
    }

    private static void create(String login) {
        call(admin, "Create", wanted(login, PASSWORD));
    }

    private static void changePassword(String login, String current, String password) {
        call(
                nobody,
                "ChangePassword",
                ChangePasswordReq.newBuilder()
                        .setOptions(
                                ChangePasswordReq.Options.newBuilder()
                                        .setLoginName(login)
                                        .setCurrentPassword(current)
                                        .setNewPassword(password))
                        .build());
    }

    private static void call(GrpcClient caller, String method, Message request) {
        assertThat(caller.one(SERVICE + method, any(), request)).isEqualTo(any());
    }

    /** All but Details answer with nothing in it. */
    private static Empty any() {
        return Empty.getDefaultInstance();
    }

    private static CreateReq wanted(String login, String password) {
        return CreateReq.newBuilder()
                .setOptions(
                        CreateReq.Options.newBuilder()
                                .setLoginName(login)
                                .setPassword(password)
                                .setFullName("Full name of " + login)
                                .addAllGroups(List.of("readers", "writers")))
                .build();
    }

    private static ResetPasswordReq reset(String login, String password) {
        return ResetPasswordReq.newBuilder()
                .setOptions(
                        ResetPasswordReq.Options.newBuilder()
                                .setLoginName(login)
                                .setNewPassword(password))
                .build();
    }

    private static NamedReq named(String login) {
        return NamedReq.newBuilder()
                .setOptions(NamedReq.Options.newBuilder().setLoginName(login))
                .build();
    }
}
