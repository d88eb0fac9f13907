package dev.eventstore.server.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetTest {
    private final Budget budget = new Budget(1_000);

    @Test
    void who_used_too_much_waits_until_it_has_come_back() {
        budget.pass(0, 500);
        assertThat(budget.isLeft()).isFalse();
        budget.pass(0.4, 0);
        assertThat(budget.isLeft()).isFalse();
        budget.pass(0.2, 0);
        assertThat(budget.isLeft()).isTrue();
    }

    @Test
    void who_uses_what_comes_back_never_waits() {
        for (int i = 0; i < 100; i++) {
            budget.pass(0.01, 9);
            assertThat(budget.isLeft()).isTrue();
        }
    }

    @Test
    void a_long_rest_saves_up_a_little_only() {
        budget.pass(3_600, 0);
        budget.pass(0, 1_000 * Budget.SAVED_SECONDS + 1);
        assertThat(budget.isLeft()).isFalse();
    }

    @Test
    void nobody_owes_for_long() {
        budget.pass(0, 1_000_000);
        budget.pass(Budget.OWED_SECONDS + 0.01, 0);
        assertThat(budget.isLeft()).isTrue();
    }
}
