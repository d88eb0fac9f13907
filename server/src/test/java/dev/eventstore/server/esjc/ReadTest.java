package dev.eventstore.server.esjc;

import static dev.eventstore.server.esjc.Esjc.events;
import static dev.eventstore.server.esjc.Esjc.get;
import static dev.eventstore.server.esjc.Esjc.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.msemys.esjc.AllEventsSlice;
import com.github.msemys.esjc.EventData;
import com.github.msemys.esjc.EventReadResult;
import com.github.msemys.esjc.EventReadStatus;
import com.github.msemys.esjc.ExpectedVersion;
import com.github.msemys.esjc.Position;
import com.github.msemys.esjc.ResolvedEvent;
import com.github.msemys.esjc.SliceReadStatus;
import com.github.msemys.esjc.StreamEventsSlice;
import com.github.msemys.esjc.StreamMetadata;
import com.github.msemys.esjc.StreamPosition;
import dev.eventstore.server.fixture.IsolatedClient;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith({RunningNode.class, IsolatedClient.class})
class ReadTest {
    @Test
    void one_event_is_found_or_the_reason_told(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            client.append("s", ExpectedVersion.NO_STREAM, events(3));
            get(client.store.deleteStream("gone", ExpectedVersion.NO_STREAM, true));
            assertThat(text(get(client.store.readEvent("s", 1, false)).event))
                    .isEqualTo("{\"n\":1}");
            assertThat(
                            get(client.store.readEvent("s", StreamPosition.END, false))
                                    .event
                                    .event
                                    .eventNumber)
                    .isEqualTo(2);
            assertThat(status(client, "s", 3)).isEqualTo(EventReadStatus.NotFound);
            assertThat(status(client, "none", 0)).isEqualTo(EventReadStatus.NoStream);
            assertThat(status(client, "gone", 0)).isEqualTo(EventReadStatus.StreamDeleted);
        }
    }

    private static EventReadStatus status(Esjc client, String stream, long number)
            throws Exception {
        EventReadResult result = get(client.store.readEvent(stream, number, false));
        assertThat(result.event).isNull();
        return result.status;
    }

    @Test
    void a_stream_is_read_forward_in_pages(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            client.append("s", ExpectedVersion.NO_STREAM, events(5));
            StreamEventsSlice first = get(client.store.readStreamEventsForward("s", 0, 3, false));
            assertThat(first.events)
                    .extracting(Esjc::text)
                    .containsExactly("{\"n\":0}", "{\"n\":1}", "{\"n\":2}");
            assertThat(first.nextEventNumber).isEqualTo(3);
            assertThat(first.lastEventNumber).isEqualTo(4);
            assertThat(first.isEndOfStream).isFalse();
            StreamEventsSlice last = get(client.store.readStreamEventsForward("s", 3, 3, false));
            assertThat(last.events).hasSize(2);
            assertThat(last.isEndOfStream).isTrue();
            assertThat(last.nextEventNumber).isEqualTo(5);
        }
    }

    @Test
    void a_stream_is_read_backward_from_its_end(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            client.append("s", ExpectedVersion.NO_STREAM, events(5));
            StreamEventsSlice newest =
                    get(client.store.readStreamEventsBackward("s", StreamPosition.END, 2, false));
            assertThat(newest.events)
                    .extracting(Esjc::text)
                    .containsExactly("{\"n\":4}", "{\"n\":3}");
            assertThat(newest.nextEventNumber).isEqualTo(2);
            StreamEventsSlice oldest =
                    get(client.store.readStreamEventsBackward("s", 2, 10, false));
            assertThat(oldest.events).hasSize(3);
            assertThat(oldest.isEndOfStream).isTrue();
            assertThat(oldest.nextEventNumber).isEqualTo(-1);
        }
    }

    @Test
    void missing_and_deleted_streams_are_told_apart(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            client.append("soft", ExpectedVersion.NO_STREAM, events(2));
            get(client.store.deleteStream("soft", 1));
            get(client.store.deleteStream("hard", ExpectedVersion.NO_STREAM, true));
            assertThat(get(client.store.readStreamEventsForward("none", 0, 5, false)).status)
                    .isEqualTo(SliceReadStatus.StreamNotFound);
            StreamEventsSlice soft = get(client.store.readStreamEventsForward("soft", 0, 5, false));
            assertThat(soft.status).isEqualTo(SliceReadStatus.StreamNotFound);
            assertThat(soft.lastEventNumber).isEqualTo(1);
            StreamEventsSlice hard =
                    get(client.store.readStreamEventsBackward("hard", -1, 5, false));
            assertThat(hard.status).isEqualTo(SliceReadStatus.StreamDeleted);
            assertThat(hard.lastEventNumber).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void metadata_hide_what_is_too_much(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            client.append("s", ExpectedVersion.NO_STREAM, events(10));
            get(
                    client.store.setStreamMetadata(
                            "s",
                            ExpectedVersion.NO_STREAM,
                            StreamMetadata.newBuilder().maxCount(3L).build()));
            StreamEventsSlice hidden = get(client.store.readStreamEventsForward("s", 0, 4, false));
            assertThat(hidden.events).isEmpty();
            assertThat(hidden.isEndOfStream).isFalse();
            assertThat(hidden.nextEventNumber).isEqualTo(7);
            assertThat(get(client.store.readStreamEventsForward("s", 7, 10, false)).events)
                    .hasSize(3);
            assertThat(get(client.store.readEvent("s", 6, false)).status)
                    .isEqualTo(EventReadStatus.NotFound);
        }
    }

    @Test
    void links_are_followed_if_asked_to(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            client.append("target", ExpectedVersion.NO_STREAM, events(2));
            client.append(
                    "links",
                    ExpectedVersion.NO_STREAM,
                    List.of(
                            EventData.newBuilder().linkTo(1, "target").build(),
                            EventData.newBuilder().linkTo(9, "target").build()));
            List<ResolvedEvent> resolved =
                    get(client.store.readStreamEventsForward("links", 0, 5, true)).events;
            assertThat(resolved.getFirst().isResolved()).isTrue();
            assertThat(resolved.getFirst().event.eventStreamId).isEqualTo("target");
            assertThat(resolved.getFirst().originalStreamId()).isEqualTo("links");
            assertThat(resolved.getLast().event).isNull();
            assertThat(resolved.getLast().link).isNotNull();
            ResolvedEvent bare = get(client.store.readEvent("links", 0, false)).event;
            assertThat(bare.link).isNull();
            assertThat(text(bare)).isEqualTo("1@target");
        }
    }

    @Test
    void everything_is_read_in_both_directions(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            client.append("a", ExpectedVersion.NO_STREAM, events(40));
            client.append("b", ExpectedVersion.NO_STREAM, events(40));
            List<String> forward = new ArrayList<>();
            Position next = Position.START;
            AllEventsSlice page;
            do {
                page = get(client.store.readAllEventsForward(next, 17, false));
                page.events.forEach(each -> forward.add(place(each)));
                next = page.nextPosition;
            } while (!page.isEndOfStream());
            List<String> backward = new ArrayList<>();
            next = Position.END;
            do {
                page = get(client.store.readAllEventsBackward(next, 13, false));
                page.events.forEach(each -> backward.add(place(each)));
                next = page.nextPosition;
            } while (!page.isEndOfStream());
            assertThat(forward).doesNotHaveDuplicates().contains("0@a", "39@b");
            assertThat(backward.reversed()).isEqualTo(forward);
        }
    }

    private static String place(ResolvedEvent event) {
        return event.event.eventNumber + "@" + event.event.eventStreamId;
    }

    @Test
    void reading_on_behind_the_end_finds_what_came_since(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            client.append("a", ExpectedVersion.NO_STREAM, events(1));
            Position end =
                    get(client.store.readAllEventsForward(Position.START, 4096, false))
                            .nextPosition;
            assertThat(get(client.store.readAllEventsForward(end, 10, false)).nextPosition)
                    .isEqualTo(end);
            client.append("b", ExpectedVersion.NO_STREAM, events(2));
            assertThat(get(client.store.readAllEventsForward(end, 10, false)).events)
                    .extracting(ReadTest::place)
                    .containsExactly("0@b", "1@b");
        }
    }
}
