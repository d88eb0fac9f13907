package dev.eventstore.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--ext-http-port=3113",
                "--ext-http-port 3113",
                "--ExtHttpPort 3113",
                "-ExtHttpPort=3113",
                "--http-port 3113",
                "--HTTPPORT=3113",
                "--node-port 3113"
            })
    void a_name_may_be_spelled_in_many_ways(String line) {
        assertThat(settings(line).listening().httpPort()).isEqualTo(3113);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--ext-ip-advertise-as a --ext-http-port-advertise-as 80 --ext-tcp-port-advertise-as 81",
                "--node-host-advertise-as a --node-port-advertise-as 80 --node-tcp-port-advertise-as 81",
                "--advertise-host-to-client-as a --advertise-http-port-to-client-as 80"
                        + " --advertise-tcp-port-to-client-as 81",
                "--advertise-host-to-client-as a --advertise-node-port-to-client-as 80"
                        + " --advertise-tcp-port-to-client-as 81"
            })
    void what_clients_are_told_has_the_names_of_later_servers_as_well(String line) {
        assertThat(settings(line).advertised()).isEqualTo(new Settings.Advertised("a", 80, 81, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "--mem-db,true", "--mem-db+,true", "--mem-db-,false", "--mem-db=yes,true",
        "--mem-db=off,false", "--mem-db 1,true", "--MemDb False,false", "-mem-db=no,false"
    })
    void a_switch_knows_many_words_for_true_and_false(String line, boolean inMemory) {
        assertThat(settings(line).database() instanceof DatabasePlace.InMemory).isEqualTo(inMemory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--mem-db=maybe | must be true or false",
                "--http-port=65536 | must be a whole number from 0 to 65535",
                "--http-port=-1 | must be a whole number from 0 to 65535",
                "--http-port | needs a value",
                "--htp-port=1 | Did you mean --ext-http-port?",
                "--mem-bd | Did you mean --mem-db?",
                "--zzzzzzzzzzzz | See --help",
                "--http-port+ | is no switch",
                "--ext-ip=300.1.1.1 | must be an IP address",
                "--run-projections=Some | must be one of None, System, All",
                "--db a --db b | is given twice",
                "--http-port 1 --ext-http-port 2 | is given twice",
                "--cluster-size 3 | must be a whole number from 1 to 1",
                "stray | belongs to no option",
                "--insecure --ext-ip=0.0.0.0 | insist with --insecure-on-network",
                "--http-port=1113 | cannot share port 1113",
                "--dev --ext-secure-tcp-port=1113 | cannot share port 1113",
                "--ext-secure-tcp-port=1115 | needs a certificate",
                "--dev --certificate-file=x | leave out --certificate-file",
                "--certificate-private-key-file=x | needs --certificate-file",
                "--config=/no/such/file | could not be found",
                "--db=${env:NO_SUCH} --http-port=a | must be a whole number"
            })
    void what_makes_no_sense_is_refused_with_a_reason(String line, String reason) {
        assertThat(String.join("\n", problems(line))).contains(reason);
    }

    @Test
    void all_problems_are_told_at_once() {
        assertThat(problems("--http-port=x --no-such-thing-at-all 3 --mem-db=2")).hasSize(3);
    }

    @Test
    void the_command_line_beats_the_environment_which_beats_the_file() {
        Path file = file("---\nExtHttpPort: 1\nExtTcpPort: 2\nStatsPeriodSec: 3\n");
        Settings settings =
                settings(
                        "--http-port 100 --config " + file,
                        Map.of("EVENTSTORE_EXT_HTTP_PORT", "10", "EVENTSTORE_TCP_PORT", "20"));

        assertThat(settings.listening().httpPort()).isEqualTo(100);
        assertThat(settings.listening().tcpPort()).isEqualTo(20);
        assertThat(settings.statistics().period()).isEqualTo(Duration.ofSeconds(3));
        assertThat(source(settings, "ExtHttpPort")).isEqualTo(OptionSource.COMMAND_LINE);
        assertThat(source(settings, "ExtTcpPort")).isEqualTo(OptionSource.ENVIRONMENT);
        assertThat(source(settings, "StatsPeriodSec")).isEqualTo(OptionSource.CONFIG_FILE);
        assertThat(source(settings, "ExtIp")).isEqualTo(OptionSource.DEFAULT);
    }

    @Test
    void a_list_is_split_at_its_commas() {
        Settings settings = settings("--allowed-hosts=Events.Example.org,,es.local", Map.of());
        assertThat(settings.access().hosts())
                .containsExactlyInAnyOrder("events.example.org", "es.local");
        assertThat(settings.access().origins()).isEmpty();
    }

    @Test
    void the_environment_may_name_the_file() {
        Path file = file("extip: 0.0.0.0");
        Settings settings = settings("", Map.of("EVENTSTORE_CONFIG", file.toString()));
        assertThat(settings.listening().address().isAnyLocalAddress()).isTrue();
    }

    @Test
    void the_variables_of_kurrentdb_beat_the_older_ones() {
        Path file = file("ExtTcpPort: 2");
        Settings settings =
                settings(
                        "",
                        Map.of(
                                "EVENTSTORE_HTTP_PORT", "10",
                                "KURRENTDB_HTTP_PORT", "20",
                                "EVENTSTORE_CONFIG", "/none",
                                "KURRENTDB_CONFIG", file.toString()));
        assertThat(settings.listening().httpPort()).isEqualTo(20);
        assertThat(settings.listening().tcpPort()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "warn, Warn",
        "Information, Info",
        "verbose, Trace",
        "Warning, Warn",
        "FATAL, Error",
        "Default, Info"
    })
    void levels_of_logs_have_the_names_of_other_servers_too(String given, String level) {
        assertThat(settings("--log-level " + given, Map.of()).options())
                .filteredOn(value -> value.option().name().equals("LogLevel"))
                .extracting(OptionValue::text)
                .containsExactly(level);
    }

    @Test
    void a_value_may_refer_to_another_variable() {
        Settings settings =
                settings(
                        "--certificate-file c.pem",
                        Map.of("EVENTSTORE_CERTIFICATE_PASSWORD", "${env:PW}", "PW", "secret"));
        assertThat(settings.encryption())
                .isInstanceOfSatisfying(
                        Encryption.Certificate.class,
                        certificate -> assertThat(certificate.password()).isEqualTo("secret"));
        assertThat(settings.toString()).doesNotContain("=secret");
        assertThat(settings.options())
                .anyMatch(value -> value.shown().equals("********"))
                .noneMatch(value -> value.shown().contains("secret"));
    }

    @Test
    void foreign_options_get_a_warning_each() {
        Invocation invocation =
                Invocation.of(
                        List.of("--worker-threads", "5", "--force", "--mem-db"),
                        Map.of("EVENTSTORE_NONSENSE", "1", "PATH", "/bin"),
                        null);
        assertThat(invocation)
                .isInstanceOfSatisfying(
                        Invocation.Run.class,
                        run ->
                                assertThat(run.warnings())
                                        .hasSize(3)
                                        .anyMatch(text -> text.contains("--worker-threads"))
                                        .anyMatch(text -> text.contains("--force"))
                                        .anyMatch(text -> text.contains("EVENTSTORE_NONSENSE")));
    }

    @Test
    void options_of_later_servers_get_a_warning_each() {
        String line = "--replication-ip 10.0.0.1 --chunk-size 1000 --read-only-replica --mem-db";
        assertThat(Invocation.of(words(line), Map.of(), null))
                .isInstanceOfSatisfying(
                        Invocation.Run.class,
                        run ->
                                assertThat(run.warnings())
                                        .hasSize(3)
                                        .allMatch(text -> text.contains("has no effect here")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nonsense: 1 | not a known option",
                "MemDb: [true | invalid configuration file",
                "just text | invalid configuration file",
                "Db: {a: b} | nothing nested",
                "MemDb: perhaps | must be true or false"
            })
    void a_file_that_makes_no_sense_is_refused(String yaml, String reason) {
        assertThat(String.join("\n", problems("--config " + file(yaml)))).contains(reason);
    }

    @Test
    void an_empty_file_is_fine() {
        assertThat(settings("--config " + file("---\n")).options()).isNotEmpty();
    }

    @Test
    void no_database_option_means_a_temporary_one() {
        assertThat(settings("").database()).isInstanceOf(DatabasePlace.Temporary.class);
    }

    @Test
    void what_if_tells_each_value_and_its_source() {
        assertThat(printed("--what-if --mem-db --http-port 3113"))
                .containsPattern("MEM DB: +true \\(Command Line\\)")
                .containsPattern("EXT HTTP PORT: +3113 \\(Command Line\\)")
                .containsPattern("EXT TCP PORT: +1113 \\(<DEFAULT>\\)");
    }

    @Test
    void help_names_every_option() {
        assertThat(printed("--help"))
                .contains(OptionTable.ALL.stream().map(o -> "--" + o.kebabName()).toList());
        assertThat(printed("--version")).startsWith("Event Store, Developer Edition");
    }

    @Test
    void capitals_decide_where_words_end() {
        Option option = OptionTable.find("disablehttpcaching").orElseThrow();
        assertThat(option.kebabName()).isEqualTo("disable-http-caching");
        assertThat(option.variableName()).isEqualTo("EVENTSTORE_DISABLE_HTTP_CACHING");
    }

    private Path file(String yaml) {
        try {
            return Files.writeString(folder.resolve("eventstore.conf"), yaml);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static OptionSource source(Settings settings, String name) {
        return settings.options().stream()
                .filter(value -> value.option().name().equals(name))
                .findFirst()
                .orElseThrow()
                .source();
    }

    private static Settings settings(String line) {
        return settings(line, Map.of());
    }

    private static Settings settings(String line, Map<String, String> environment) {
        return switch (Invocation.of(words(line), environment, null)) {
            case Invocation.Run(Settings settings, List<String> _) -> settings;
            case Invocation other -> throw new AssertionError(other);
        };
    }

    private static List<String> problems(String line) {
        return switch (Invocation.of(words(line), Map.of(), null)) {
            case Invocation.Refused(List<String> problems) -> problems;
            case Invocation other -> throw new AssertionError(other);
        };
    }

    private static String printed(String line) {
        return switch (Invocation.of(words(line), Map.of(), null)) {
            case Invocation.Print(String text) -> text;
            case Invocation other -> throw new AssertionError(other);
        };
    }

    private static List<String> words(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }
}
