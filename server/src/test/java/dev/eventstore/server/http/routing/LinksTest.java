package dev.eventstore.server.http.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final Links.Origin ADDRESSED = new Links.Origin("http", "127.0.0.1", 2113);

    private static String base(String... headers) {
        Map<String, String> sent = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            sent.put(headers[i].toLowerCase(Locale.ROOT), headers[i + 1]);
        }
        return Links.of(ADDRESSED, name -> sent.get(name.toLowerCase(Locale.ROOT)), "/").to("");
    }

    @Test
    void without_a_proxy_they_repeat_what_the_client_used() {
        assertThat(base()).isEqualTo("http://127.0.0.1:2113");
    }

    @Test
    void a_proxy_tells_scheme_host_port_and_prefix() {
        assertThat(base("X-Forwarded-Proto", "https")).isEqualTo("https://127.0.0.1:2113");
        assertThat(base("X-Forwarded-Port", "8443")).isEqualTo("http://127.0.0.1:8443");
        assertThat(base("X-Forwarded-Host", "example.org:81")).isEqualTo("http://example.org:81");
        assertThat(base("X-Forwarded-Host", "a.example, b.example:9", "X-Forwarded-Port", "80"))
                .isEqualTo("http://a.example");
        assertThat(base("X-Forwarded-Host", "[2001:db8::1]:81"))
                .isEqualTo("http://[2001:db8::1]:81");
    }

    @Test
    void a_forwarded_host_without_port_keeps_the_nodes_own() {
        assertThat(base("X-Forwarded-Host", "example.org")).isEqualTo("http://example.org:2113");
    }

    @Test
    void a_prefix_works_with_and_without_slashes() {
        assertThat(base("X-Forwarded-Prefix", "/es")).endsWith(":2113/es");
        assertThat(base("X-Forwarded-Prefix", "es/")).endsWith(":2113/es");
        assertThat(base("X-Forwarded-Prefix", "/a/b/")).endsWith(":2113/a/b");
        assertThat(base("X-Forwarded-Prefix", "/")).endsWith(":2113");
    }

    @Test
    void the_usual_port_of_the_scheme_is_left_out() {
        assertThat(new Links.Origin("http", "h", 80)).hasToString("http://h");
        assertThat(new Links.Origin("https", "h", 443)).hasToString("https://h");
        assertThat(new Links.Origin("https", "h", 80)).hasToString("https://h:80");
    }

    @Test
    void values_that_make_no_sense_do_not_count() {
        assertThat(
                        base(
                                "X-Forwarded-Proto", "javascript",
                                "X-Forwarded-Host", "evil\"><script>",
                                "X-Forwarded-Port", "99999",
                                "X-Forwarded-Prefix", "/x\"y"))
                .isEqualTo("http://127.0.0.1:2113");
    }

    @Test
    void stream_names_are_escaped_as_data() {
        Links links = Links.of(ADDRESSED, name -> null, "/streams/x?embed=body");

        assertThat(links.stream("$ce-a b/ä~")).endsWith("/streams/%24ce-a%20b%2F%C3%A4~");
        assertThat(links.self()).isEqualTo("http://127.0.0.1:2113/streams/x?embed=body");
    }
}
