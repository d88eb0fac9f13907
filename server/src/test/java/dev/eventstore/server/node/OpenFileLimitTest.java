package dev.eventstore.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpenFileLimitTest {
    @Test
    void the_soft_limit_counts() {
        assertThat(
                        OpenFileLimit.parse(
                                List.of(
                                        "Limit                     Soft Limit  Hard Limit  Units",
                                        "Max processes             100         200         processes",
                                        "Max open files            1024        4096        files")))
                .hasValue(1024);
    }

    @Test
    void no_limit_is_no_number() {
        assertThat(OpenFileLimit.parse(List.of("Max open files  unlimited  unlimited  files")))
                .isEmpty();
    }
}
