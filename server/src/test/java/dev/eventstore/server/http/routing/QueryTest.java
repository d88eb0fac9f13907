package dev.eventstore.server.http.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QueryTest {
    @Test
    void names_do_not_depend_on_case_and_the_first_value_counts() throws BadRequest {
        Query query = Query.parse("Embed=Body&embed=none&empty=&flag&&a+b=c%2Bd+e");

        assertThat(query.value("embed")).isEqualTo("Body");
        assertThat(query.value("EMPTY")).isEmpty();
        assertThat(query.value("flag")).isEmpty();
        assertThat(query.value("a b")).isEqualTo("c+d e");
        assertThat(query.value("absent")).isNull();
    }

    @Test
    void no_query_has_no_parameters() throws BadRequest {
        assertThat(Query.parse(null).value("x")).isNull();
        assertThat(Query.parse("").value("")).isNull();
    }

    @Test
    void broken_and_endless_ones_are_refused() {
        assertThatThrownBy(() -> Query.parse("a=%4")).isInstanceOf(BadRequest.class);
        assertThatThrownBy(() -> Query.parse("a&".repeat(Query.PARAMETERS_MAX + 1)))
                .isInstanceOf(BadRequest.class);
    }
}
