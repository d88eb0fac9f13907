package dev.eventstore.server.http.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
    @ParameterizedTest
    @CsvSource({
        "2030-01-02T03:04:05Z, 2030-01-02T03:04:05Z",
        "2030-01-02T03:04:00Z, 2030-01-02T03:04:00Z",
        "2030-01-02T03:04:05.678Z, 2030-01-02T03:04:05.678Z",
        "2030-01-02T03:04:05.0000001Z, 2030-01-02T03:04:05.0000001Z",
        "2030-01-02T03:04:05.1234567Z, 2030-01-02T03:04:05.1234567Z",
        "1999-12-31T23:59:59.5Z, 1999-12-31T23:59:59.5Z"
    })
    void a_time_has_up_to_seven_digits_and_no_zeros_at_the_end(String time, String text) {
        assertThat(new Line().add(Instant.parse(time)).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 10, -1, 1234567890, Long.MAX_VALUE, Long.MIN_VALUE})
    void a_number_is_written_in_full(long number) {
        assertThat(new Line().add(number).text()).isEqualTo(Long.toString(number));
    }

    @Test
    void an_id_has_dashes_and_lower_case_digits() {
        UUID id = UUID.fromString("0a9d3c1e-0d55-4d3c-9f53-0f9a4b7f1c01");

        assertThat(new Line().add(id).text()).isEqualTo(id.toString());
    }
}
