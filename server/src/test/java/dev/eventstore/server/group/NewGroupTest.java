package dev.eventstore.server.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A group that was just made has something to hand out, without waiting for it. */
class NewGroupTest {
    private final GroupFixture node = new GroupFixture();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void has_looked_at_what_there_is() {
        node.append(3);

        node.create(GroupFixture.roundRobin());

        assertThat(node.info().status()).containsExactly("Live");
        assertThat(node.info().counts().history()).isEqualTo(3);
    }

    @Test
    void has_as_much_as_it_may_hold() {
        node.append(50);
        GroupSettings usual = GroupFixture.roundRobin();

        node.create(
                new GroupSettings(
                        usual.start(),
                        usual.filter(),
                        usual.resolvesLinks(),
                        usual.measuresLatency(),
                        usual.delivery(),
                        new GroupSettings.Buffers(10, 10, 5),
                        new GroupSettings.Checkpointing(Duration.ofSeconds(1), 1, 5)));

        assertThat(node.info().status()).containsExactly("Behind");
        assertThat(node.info().counts().history()).isEqualTo(10);
    }
}
