package dev.eventstore.server.http.subscription;

import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.group.Message;
import dev.eventstore.server.http.stream.feed.Feed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a feed of what a consumer was given, with links to settle it. */
final class GroupFeed {
    private GroupFeed() {}

    /**
     * The feed.
     *
     * @param messages in the order of the group, maybe none
     * @param count how many were asked for
     */
    static Feed of(GroupAddress address, List<Message> messages, int count) {
        String self = address.self();
        List<ResolvedEvent> entries = messages.reversed().stream().map(Message::event).toList();
        return new Feed(
                "Messages for '" + address.group().source() + "/" + address.group().name() + "'",
                self,
                updated(entries),
                null,
                false,
                null,
                null,
                links(self, messages, count),
                entries,
                self);
    }

    private static List<Feed.Link> links(String self, List<Message> messages, int count) {
        List<Feed.Link> links = new ArrayList<>();
        if (!messages.isEmpty()) {
            String ids =
                    messages.stream()
                            .map(message -> message.id().toString())
                            .collect(Collectors.joining(",", "?ids=", ""));
            links.add(new Feed.Link("ackAll", self + "/ack" + ids));
            links.add(new Feed.Link("nackAll", self + "/nack" + ids));
        }
        links.add(new Feed.Link("previous", self + "/" + count));
        links.add(new Feed.Link("self", self));
        return links;
    }

    private static @Nullable Instant updated(List<ResolvedEvent> entries) {
        return entries.isEmpty() ? null : entries.getFirst().original().created();
    }
}
