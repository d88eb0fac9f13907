package dev.eventstore.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdminUiFilesTest {
    private static TestFrontEnd node;

    @BeforeAll
    static void start() throws HttpStartException {
        node = new TestFrontEnd();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void the_root_leads_to_it() throws IOException {
        for (String path : new String[] {"/", "/web", "/web/"}) {
            var response = node.send("GET " + path);
            assertThat(response.statusLine()).isEqualTo("HTTP/1.1 302 Found");
            assertThat(response.text()).isEqualTo("Moved");
            assertThat(response.header("Location"))
                    .isEqualTo("http://127.0.0.1:" + node.port() + "/web/index.html");
        }
    }

    @Test
    void files_come_with_type_tag_and_policy() throws IOException {
        var response = node.send("GET /web/folder/probe.txt");
        assertThat(response.text()).isEqualTo("A file for tests.\n");
        assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(response.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(response.header("Cache-Control")).isEqualTo("no-cache");

        var again =
                node.send("GET /web/folder/probe.txt", "If-None-Match: " + response.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void a_page_may_run_its_own_modules_and_import_map_and_nothing_else() throws IOException {
        var page = node.send("GET /web/index.html");

        assertThat(page.header("Content-Security-Policy"))
                .containsPattern("script-src 'self' 'sha256-[A-Za-z0-9+/]{43}=';")
                .contains("require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
    }

    @Test
    void libraries_have_their_version_in_their_path_and_are_kept_for_ever() throws IOException {
        var library = node.send("GET /web/lib/lit/3.3.3/index.js");

        assertThat(library.header("Cache-Control")).contains("immutable");
    }
}
