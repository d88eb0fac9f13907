package dev.eventstore.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.stats.Figures.ClientRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientRatesTest {
    private final List<Connections.Connection> open = new ArrayList<>();
    private final Operations operations = new Operations(false);
    private final ClientRates rates = new ClientRates(Map.of("TCP", () -> open), operations);

    @Test
    void connections_of_one_name_are_one_client_and_only_what_is_new_counts() {
        connections(connection("1", "shop", 10), connection("2", "shop", 4));
        rates.between(1);
        connections(connection("1", "shop", 20), connection("2", "shop", 8));

        List<ClientRate> found = rates.between(2);

        assertThat(found).containsExactly(new ClientRate("TCP", "shop", 14, 7));
        assertThat(rates.connections()).isEqualTo(2);
        assertThat(rates.between(2)).isEmpty();
    }

    @Test
    void who_has_no_name_is_called_by_the_host_and_http_is_one_client() {
        connections(connection("1", "", 4));
        operations.count(Operation.HTTP, 1);

        assertThat(rates.between(1))
                .containsExactly(
                        new ClientRate("TCP", "10.0.0.1", 4, 4), new ClientRate("HTTP", "", 1, 1));
    }

    @Test
    void beyond_the_busiest_all_others_are_one() {
        for (int i = 1; i <= ClientRates.CLIENTS_MAX + 3; i++) {
            open.add(connection("id" + i, "client" + i, i));
        }

        List<ClientRate> found = rates.between(1);

        assertThat(found).hasSize(ClientRates.CLIENTS_MAX + 1);
        assertThat(found.getFirst().name()).isEqualTo("client11");
        assertThat(found.getLast().name()).isEmpty();
        assertThat(found.getLast().requests()).isEqualTo(1 + 2 + 3);
    }

    private void connections(Connections.Connection... now) {
        open.clear();
        open.addAll(List.of(now));
    }

    private static Connections.Connection connection(String id, String name, long requests) {
        return new Connections.Connection(
                "10.0.0.1:4711", "10.0.0.2:1113", name, id, 0, 0, false, requests);
    }
}
