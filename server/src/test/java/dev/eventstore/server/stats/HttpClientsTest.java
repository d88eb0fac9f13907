package dev.eventstore.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.stats.HttpClients.HttpClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpClientsTest {
    private static final String FIREFOX =
            "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

    private final HttpClients clients = new HttpClients();

    @ParameterizedTest
    @CsvSource({
        "curl/8.5.0, curl/8.5.0",
        "python-requests/2.32.3 CPython/3.12, python-requests/2.32.3",
        "node, node",
        "Mozilla/5.0 (Macintosh) Safari/605.1.15, Browser",
        "Mozilla/5.0 (Windows NT 10.0) PowerShell/7.5.0, PowerShell/7.5.0",
        "'', without a name",
        "' ', without a name",
        "'evil\u0007/1\u202ecod', evil",
        "'a\u0085b/1', a",
    })
    void a_program_is_called_by_its_first_product(String agent, String name) {
        clients.of(agent.translateEscapes(), null, false).asked();

        assertThat(busy()).containsExactly(name);
    }

    @Test
    void pages_of_the_admin_ui_are_not_just_any_of_a_browser() {
        clients.of(FIREFOX, "admin", true).asked();
        clients.of(FIREFOX, "admin", false).asked();

        assertThat(busy()).containsExactlyInAnyOrder("Admin UI as admin", "Browser as admin");
        assertThat(HttpClients.isBrowser(FIREFOX)).isTrue();
        assertThat(HttpClients.isBrowser("curl/8.5.0")).isFalse();
    }

    @Test
    void long_names_are_cut() {
        clients.of("x".repeat(10_000), "y".repeat(10_000), false).asked();

        String cut = "x".repeat(ProgramName.CHARS_MAX) + " as " + "y".repeat(ProgramName.CHARS_MAX);
        assertThat(busy()).containsExactly(cut);
    }

    @Test
    void who_comes_when_all_places_are_taken_is_one_of_the_others() {
        for (int i = 0; i < HttpClients.CLIENTS_MAX + 20; i++) {
            clients.of("program/" + i, null, false).asked();
        }

        List<HttpClient> found = clients.look();

        assertThat(found).hasSize(HttpClients.CLIENTS_MAX + 1);
        assertThat(found.getFirst().name()).isEmpty();
        assertThat(found.getFirst().tally().done().requests()).isEqualTo(20);
    }

    @Test
    void who_is_quiet_for_long_loses_the_place_to_others() {
        for (int i = 0; i < HttpClients.CLIENTS_MAX; i++) {
            clients.of("program/" + i, null, false).asked();
        }
        for (int i = 0; i <= HttpClients.QUIET_LOOKS_MAX + 1; i++) {
            clients.of("program/7", null, false).asked();
            clients.look();
        }
        clients.of("new/1", null, false).asked();

        assertThat(busy()).containsExactlyInAnyOrder("program/7", "new/1");
    }

    private List<String> busy() {
        return clients.look().stream()
                .filter(client -> client.tally().done().requests() > 0)
                .map(client ->
                        client.name() + (client.login().isEmpty() ? "" : " as " + client.login()))
                .toList();
    }
}
