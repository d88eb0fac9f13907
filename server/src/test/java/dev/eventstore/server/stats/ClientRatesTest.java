package dev.eventstore.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.stats.ClientTally.Done;
import dev.eventstore.server.stats.Connections.Connection;
import dev.eventstore.server.stats.Figures.ClientRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientRatesTest {
    private final List<Connection> open = new ArrayList<>();
    private final HttpClients http = new HttpClients();
    private final ClientRates rates = new ClientRates(Map.of("TCP", () -> open), http);

    @Test
    void connections_of_one_name_are_one_client_and_only_what_is_new_counts() {
        Connection one = connection("1", "shop", 10);
        Connection other = connection("2", "shop", 4);
        rates.between(1);
        ask(one.tally(), 10);
        ask(other.tally(), 4);

        List<ClientRate> found = rates.between(2);

        assertThat(found).containsExactly(new ClientRate("TCP", "shop", "", new Done(14, 0, 0), 2));
        assertThat(rates.connections()).isEqualTo(2);
        assertThat(rates.between(2)).isEmpty();
    }

    @Test
    void who_has_no_name_is_called_by_the_host() {
        connection("1", "", 4);

        assertThat(rates.between(1))
                .containsExactly(new ClientRate("TCP", "10.0.0.1", "", new Done(4, 0, 0), 1));
    }

    @Test
    void a_program_over_http_is_one_client_for_each_login() {
        ask(http.of("curl/8.5.0", null, false), 3);
        ask(http.of("curl/8.5.0", "ann", false), 2);
        ask(http.of("curl/8.5.0 (linux)", "ann", false), 2);

        assertThat(rates.between(1))
                .containsExactly(
                        new ClientRate("HTTP", "curl/8.5.0", "ann", new Done(4, 0, 0), 1),
                        new ClientRate("HTTP", "curl/8.5.0", "", new Done(3, 0, 0), 1));
        assertThat(rates.connections()).isZero();
    }

    @Test
    void beyond_the_busiest_all_others_are_one() {
        for (int i = 1; i <= ClientRates.CLIENTS_MAX + 3; i++) {
            connection("id" + i, "client" + i, i);
        }

        List<ClientRate> found = rates.between(1);

        assertThat(found).hasSize(ClientRates.CLIENTS_MAX + 1);
        assertThat(found.getFirst().name()).isEqualTo("client15");
        assertThat(found.getLast().name()).isEmpty();
        assertThat(found.getLast().done().requests()).isEqualTo(1 + 2 + 3);
    }

    @Test
    void events_count_also_of_who_asks_for_nothing_any_more() {
        Connection follower = connection("1", "follower", 1);
        Connection writer = connection("2", "writer", 3);
        rates.between(1);
        follower.tally().read(40);
        ask(writer.tally(), 1);
        writer.tally().appended(5);

        assertThat(rates.between(1))
                .containsExactly(
                        new ClientRate("TCP", "follower", "", new Done(0, 0, 40), 1),
                        new ClientRate("TCP", "writer", "", new Done(1, 5, 0), 1));
    }

    private Connection connection(String id, String name, int requests) {
        ClientTally tally = new ClientTally();
        ask(tally, requests);
        Connection connection =
                new Connection("10.0.0.1:4711", "10.0.0.2:1113", name, id, 0, 0, false, tally);
        open.add(connection);
        return connection;
    }

    private static void ask(ClientTally tally, int requests) {
        for (int i = 0; i < requests; i++) {
            tally.asked();
        }
    }
}
