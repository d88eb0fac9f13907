package dev.eventstore.server.http.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private final RouteTable table =
            table(
                    "POST /streams/{stream}",
                    "DELETE /streams/{stream}",
                    "GET /streams/{stream}",
                    "GET /streams/{stream}/",
                    "GET /streams/{stream}/{event}",
                    "GET /streams/{stream}/{event}/{count}",
                    "GET /streams/{stream}/metadata",
                    "GET /streams/{stream}/metadata/{event}",
                    "GET /streams/$all",
                    "GET /streams/$all/{position}/{count}",
                    "GET /stats",
                    "GET /stats/{*path}",
                    "GET /stats/tcp",
                    "GET /");

    private static RouteTable table(String... routes) {
        List<Route> all =
                Stream.of(routes)
                        .map(route -> route.split(" "))
                        .map(parts ->
                                new Route(
                                        parts[0],
                                        parts[1],
                                        AccessLevel.ANYONE,
                                        null,
                                        MediaTypes.ANY,
                                        call -> Reply.statusOnly(200)))
                        .toList();
        return new RouteTable(all);
    }

    private String found(String method, String path) throws BadRequest {
        return table.match(path).forMethod(method).map(c -> c.route().template()).orElse("none");
    }

    private String parameter(String path, String name) throws BadRequest {
        String value = table.match(path).forMethod("GET").orElseThrow().parameter(name);
        return value == null ? "(null)" : value;
    }

    @Test
    void a_literal_beats_a_placeholder() throws BadRequest {
        assertThat(found("GET", "/streams/x/metadata/5"))
                .isEqualTo("/streams/{stream}/metadata/{event}");
        assertThat(found("GET", "/streams/$all/5/10"))
                .isEqualTo("/streams/$all/{position}/{count}");
        assertThat(found("GET", "/streams/x/5/10")).isEqualTo("/streams/{stream}/{event}/{count}");
    }

    @Test
    void a_placeholder_takes_over_where_the_literal_lacks_the_method() throws BadRequest {
        assertThat(found("POST", "/streams/$all")).isEqualTo("/streams/{stream}");
    }

    @Test
    void segments_are_compared_after_decoding() throws BadRequest {
        assertThat(found("GET", "/streams/%24all")).isEqualTo("/streams/$all");
        assertThat(found("GET", "/%73treams/x")).isEqualTo("/streams/{stream}");
        assertThat(parameter("/streams/a%2Fb%20%C3%A4", "stream")).isEqualTo("a/b ä");
        assertThat(parameter("/streams/a+b", "stream")).isEqualTo("a+b");
    }

    @Test
    void a_trailing_slash_is_significant() throws BadRequest {
        assertThat(found("GET", "/streams/x/")).isEqualTo("/streams/{stream}/");
        assertThat(found("GET", "/stats/")).isEqualTo("/stats/{*path}");
        assertThat(table.match("/streams").isEmpty()).isTrue();
        assertThat(table.match("/streams/").isEmpty()).isTrue();
        assertThat(found("GET", "/")).isEqualTo("/");
    }

    @Test
    void a_greedy_rest_loses_against_all_others_and_may_be_empty() throws BadRequest {
        assertThat(found("GET", "/stats/tcp")).isEqualTo("/stats/tcp");
        assertThat(parameter("/stats/es/queue/x", "path")).isEqualTo("es/queue/x");
        assertThat(parameter("/stats/", "path")).isEmpty();
    }

    @Test
    void methods_are_listed_in_match_order_with_repeats() throws BadRequest {
        assertThat(table.match("/streams/x").allowedMethods())
                .isEqualTo("POST, DELETE, GET, OPTIONS");
        assertThat(table.match("/streams/$all").allowedMethods())
                .isEqualTo("POST, DELETE, GET, GET, OPTIONS");
    }

    @Test
    void an_unknown_placeholder_has_no_value() throws BadRequest {
        assertThat(parameter("/streams/x", "event")).isEqualTo("(null)");
    }

    @Test
    void broken_paths_are_refused() {
        for (String path : List.of("/a%", "/a%4", "/a%zz", "/%ff", "*", "/a".repeat(65))) {
            assertThatThrownBy(() -> table.match(path)).as(path).isInstanceOf(BadRequest.class);
        }
    }

    @Test
    void only_the_last_segment_may_be_greedy() {
        assertThatThrownBy(() -> table("GET /a/{*rest}/b"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
