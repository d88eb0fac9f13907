package dev.eventstore.server.contract;

import static dev.eventstore.server.event.ExpectedVersion.Belief.ANY;
import static dev.eventstore.server.event.ExpectedVersion.Belief.NO_STREAM;
import static dev.eventstore.server.event.ExpectedVersion.Belief.STREAM_EXISTS;
import static dev.eventstore.server.fixture.Events.some;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.contract.Outcome.Read;
import dev.eventstore.server.contract.Outcome.Seen;
import dev.eventstore.server.contract.StreamsClient.Login;
import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.StreamOperations;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same operation, the same outcome, through every front end. */
class StreamsContractTest {
    @RegisterExtension static final RunningNode NODE = RunningNode.with();

    private static final Login JOE = new Login("joe", "joe's secret");
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Map<FrontEnd, StreamsClient> ADMIN = new EnumMap<>(FrontEnd.class);
    private static final Map<FrontEnd, StreamsClient> USER = new EnumMap<>(FrontEnd.class);
    private static final Map<FrontEnd, StreamsClient> LIAR = new EnumMap<>(FrontEnd.class);

    private final StreamName stream = StreamName.of("contract-" + NAMES.incrementAndGet());

    @BeforeAll
    static void connect(LocalNode node) {
        new Client(node.uri())
                .post(
                        "/users/",
                        "{\"loginName\":\"joe\",\"fullName\":\"Joe\",\"groups\":[],\"password\":\"joe's"
                                + " secret\"}",
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        Client.ADMIN);
        for (FrontEnd each : FrontEnd.values()) {
            ADMIN.put(each, each.connect(node, Login.ADMIN));
            USER.put(each, each.connect(node, JOE));
            LIAR.put(each, each.connect(node, new Login("joe", "wrong")));
        }
    }

    @AfterAll
    static void disconnect() {
        List.of(ADMIN, USER, LIAR).forEach(all -> all.values().forEach(StreamsClient::close));
    }

    @ParameterizedTest
    @EnumSource
    void an_append_answers_the_last_revision(FrontEnd end) {
        assertThat(append(end, NO_STREAM, 3)).isEqualTo(new Outcome.Appended(2));
        assertThat(append(end, exactly(2), 1)).isEqualTo(new Outcome.Appended(3));
        assertThat(append(end, STREAM_EXISTS, 2)).isEqualTo(new Outcome.Appended(5));
        assertThat(append(end, ANY, 1)).isEqualTo(new Outcome.Appended(6));
    }

    @ParameterizedTest
    @EnumSource
    void a_wrong_expectation_is_answered_with_what_is_true(FrontEnd end) {
        assertThat(append(end, STREAM_EXISTS, 1)).isEqualTo(new Outcome.WrongExpectedVersion(-1));
        assertThat(append(end, exactly(0), 1)).isEqualTo(new Outcome.WrongExpectedVersion(-1));
        append(end, ANY, 2);
        assertThat(append(end, NO_STREAM, 1)).isEqualTo(new Outcome.WrongExpectedVersion(1));
        assertThat(append(end, exactly(0), 1)).isEqualTo(new Outcome.WrongExpectedVersion(1));
        assertThat(append(end, exactly(7), 1)).isEqualTo(new Outcome.WrongExpectedVersion(1));
        assertThat(read(end, 0, 10, Direction.FORWARD)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_repeat_changes_nothing(FrontEnd end) {
        List<NewEvent> events = some(3);
        for (ExpectedVersion expected : List.of(NO_STREAM, NO_STREAM, ANY, STREAM_EXISTS)) {
            assertThat(admin(end).append(stream, expected, events))
                    .isEqualTo(new Outcome.Appended(2));
        }
        assertThat(read(end, 0, 10, Direction.FORWARD)).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void what_was_appended_is_read_either_way(FrontEnd end) {
        List<NewEvent> events = some(5);
        admin(end).append(stream, NO_STREAM, events);
        List<Seen> expected = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            NewEvent event = events.get(i);
            expected.add(
                    new Seen(
                            stream.value(),
                            i,
                            event.id(),
                            event.type(),
                            true,
                            event.data().text(),
                            null));
        }

        assertThat(read(end, 0, 10, Direction.FORWARD)).isEqualTo(expected);
        assertThat(read(end, 1, 2, Direction.FORWARD)).isEqualTo(expected.subList(1, 3));
        assertThat(read(end, Long.MAX_VALUE, 10, Direction.BACKWARD))
                .isEqualTo(expected.reversed());
        assertThat(read(end, 3, 2, Direction.BACKWARD))
                .isEqualTo(expected.subList(2, 4).reversed());
    }

    @ParameterizedTest
    @EnumSource
    void front_ends_see_what_others_appended(FrontEnd end) {
        for (FrontEnd other : FrontEnd.values()) {
            admin(other).append(stream, ANY, some(1));
        }

        assertThat(read(end, 0, 10, Direction.FORWARD)).hasSize(FrontEnd.values().length);
        assertThat(read(end, 0, 10, Direction.FORWARD))
                .isEqualTo(read(FrontEnd.HTTP, 0, 10, Direction.FORWARD));
    }

    @ParameterizedTest
    @EnumSource
    void there_is_no_stream_until_something_is_appended(FrontEnd end) {
        assertThat(outcome(end, stream)).isEqualTo(new Outcome.NoStream());
        append(end, ANY, 1);
        assertThat(outcome(end, stream)).isInstanceOf(Read.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_soft_deleted_stream_comes_back_with_later_revisions(FrontEnd end) {
        append(end, ANY, 3);
        assertThat(admin(end).delete(stream, exactly(2), false)).isEqualTo(new Outcome.Done());
        assertThat(outcome(end, stream)).isEqualTo(new Outcome.NoStream());

        assertThat(append(end, NO_STREAM, 2)).isEqualTo(new Outcome.Appended(4));
        assertThat(read(end, 0, 10, Direction.FORWARD))
                .extracting(Seen::revision)
                .containsExactly(3L, 4L);
    }

    @ParameterizedTest
    @EnumSource
    void a_tombstone_is_for_ever(FrontEnd end) {
        append(end, ANY, 1);
        assertThat(admin(end).delete(stream, ANY, true)).isEqualTo(new Outcome.Done());

        assertThat(outcome(end, stream)).isEqualTo(new Outcome.StreamDeleted());
        assertThat(append(end, ANY, 1)).isEqualTo(new Outcome.StreamDeleted());
        assertThat(append(end, NO_STREAM, 1)).isEqualTo(new Outcome.StreamDeleted());
        assertThat(admin(end).delete(stream, ANY, true)).isEqualTo(new Outcome.StreamDeleted());
    }

    @ParameterizedTest
    @EnumSource
    void a_delete_may_expect_something_too(FrontEnd end) {
        append(end, ANY, 2);

        assertThat(admin(end).delete(stream, exactly(0), false))
                .isInstanceOf(Outcome.WrongExpectedVersion.class);
        assertThat(read(end, 0, 10, Direction.FORWARD)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void links_are_followed_if_asked_to(FrontEnd end, StreamOperations streams) {
        append(end, ANY, 1);
        StreamName links = StreamName.of(stream.value() + "-links");
        Payload target = Payload.of("0@" + stream.value());
        NewEvent link =
                new NewEvent(
                        UUID.randomUUID(), SystemEventTypes.LINK, false, target, Payload.EMPTY);
        streams.append(new Append(links, ANY, List.of(link)));

        Outcome followed = admin(end).read(links, 0, 5, Direction.FORWARD, true);
        assertThat(((Read) followed).events())
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.stream()).isEqualTo(stream.value());
                    assertThat(seen.type()).isEqualTo("thing-happened");
                    assertThat(seen.link()).isEqualTo(links.value());
                });
        Outcome bare = admin(end).read(links, 0, 5, Direction.FORWARD, false);
        assertThat(((Read) bare).events())
                .singleElement()
                .extracting(Seen::type)
                .isEqualTo(SystemEventTypes.LINK);
    }

    @ParameterizedTest
    @EnumSource
    void metadata_hides_what_it_says(FrontEnd end) {
        append(end, ANY, 5);
        NewEvent maxCount = Events.metadata("{\"$maxCount\":2}");
        assertThat(admin(end).append(stream.metastream(), ANY, List.of(maxCount)))
                .isEqualTo(new Outcome.Appended(0));

        assertThat(read(end, 0, 10, Direction.FORWARD))
                .extracting(Seen::revision)
                .containsExactly(3L, 4L);
    }

    @ParameterizedTest
    @EnumSource
    void an_access_list_holds_for_everyone_but_administrators(FrontEnd end) {
        append(end, ANY, 1);
        NewEvent acl = Events.metadata("{\"$acl\":{\"$r\":\"$admins\",\"$w\":\"$admins\"}}");
        admin(end).append(stream.metastream(), ANY, List.of(acl));

        StreamsClient joe = user(end);
        assertThat(joe.read(stream, 0, 1, Direction.FORWARD, false))
                .isEqualTo(new Outcome.AccessDenied());
        assertThat(joe.append(stream, ANY, some(1))).isEqualTo(new Outcome.AccessDenied());
        assertThat(joe.readAll(1)).isEqualTo(new Outcome.AccessDenied());
        assertThat(read(end, 0, 10, Direction.FORWARD)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_wrong_password_opens_nothing(FrontEnd end) {
        append(end, ANY, 1);

        assertThat(liar(end).append(stream, ANY, some(1))).isEqualTo(new Outcome.AccessDenied());
        assertThat(liar(end).read(stream, 0, 1, Direction.FORWARD, false))
                .isEqualTo(new Outcome.AccessDenied());
        assertThat(read(end, 0, 10, Direction.FORWARD)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void names_and_types_may_be_any_text(FrontEnd end) {
        StreamName odd = StreamName.of(stream.value() + " Straße/日本 🎉+%20?#");
        NewEvent event =
                new NewEvent(
                        UUID.randomUUID(),
                        "Größe 🎈",
                        true,
                        Payload.of("{\"text\":\"žluťoučký 🐴\"}"),
                        Payload.EMPTY);
        assertThat(admin(end).append(odd, NO_STREAM, List.of(event)))
                .isEqualTo(new Outcome.Appended(0));

        Outcome read = admin(end).read(odd, 0, 1, Direction.FORWARD, false);
        assertThat(((Read) read).events())
                .singleElement()
                .isEqualTo(
                        new Seen(
                                odd.value(),
                                0,
                                event.id(),
                                event.type(),
                                true,
                                event.data().text(),
                                null));
    }

    private static StreamsClient admin(FrontEnd end) {
        return of(ADMIN, end);
    }

    private static StreamsClient user(FrontEnd end) {
        return of(USER, end);
    }

    private static StreamsClient liar(FrontEnd end) {
        return of(LIAR, end);
    }

    private static StreamsClient of(Map<FrontEnd, StreamsClient> clients, FrontEnd end) {
        StreamsClient client = clients.get(end);
        if (client == null) {
            throw new IllegalStateException("Not connected through " + end);
        }
        return client;
    }

    private Outcome append(FrontEnd end, ExpectedVersion expected, int count) {
        return admin(end).append(stream, expected, some(count));
    }

    private Outcome outcome(FrontEnd end, StreamName name) {
        return admin(end).read(name, 0, 10, Direction.FORWARD, false);
    }

    private List<Seen> read(FrontEnd end, long from, int count, Direction direction) {
        Outcome outcome = admin(end).read(stream, from, count, direction, false);
        assertThat(outcome).isInstanceOf(Read.class);
        return ((Read) outcome).events();
    }

    private static ExpectedVersion exactly(long revision) {
        return new ExpectedVersion.Exactly(Revision.of(revision));
    }
}
