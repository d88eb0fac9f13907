package dev.eventstore.server.projection.example;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Totals, averages and rankings. */
class CountingTest {
    private final Story story = new Story();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void how_many_events_of_each_type_there_are() {
        story.event("order-1", "placed", "{}")
                .event("order-1", "paid", "{}")
                .event("order-2", "placed", "{}")
                .projected(
                        """
                        fromCategory('order').when({
                          $any: (counts, event) => {
                            counts[event.eventType] = (counts[event.eventType] || 0) + 1;
                          }
                        })
                        """)
                .state("{'placed': 2, 'paid': 1}");
    }

    @Test
    void turnover_of_each_day() {
        story
                .event("order-1", "placed", "{'day': '2026-05-01', 'amount': 10}")
                .event("order-2", "placed", "{'day': '2026-05-01', 'amount': 5.5}")
                .event("order-3", "placed", "{'day': '2026-05-02', 'amount': 7}")
                .projected(
                        """
                        fromCategory('order')
                          .partitionBy(event => event.body.day)
                          .when({
                            $init: () => ({orders: 0, total: 0}),
                            placed: (day, {body}) => {
                              day.orders++;
                              day.total += body.amount;
                            }
                          })
                          .outputState()
                        """)
                .state("2026-05-01", "{'orders': 2, 'total': 15.5}")
                .state("2026-05-02", "{'orders': 1, 'total': 7}")
                .stream("$projections-told-2026-05-02-result", "{'orders': 1, 'total': 7}")
                .stream("$projections-told-partitions", "2026-05-01", "2026-05-02");
    }

    @Test
    void the_balance_of_an_account() {
        story.event("account-1", "deposited", "{'amount': 100}")
                .event("account-1", "withdrawn", "{'amount': 30}")
                .event("account-2", "deposited", "{'amount': 5}")
                .projected(
                        """
                        fromCategory('account').foreachStream().when({
                          $init: () => ({balance: 0}),
                          deposited: (account, event) => { account.balance += event.body.amount; },
                          withdrawn: (account, event) => { account.balance -= event.body.amount; }
                        })
                        """)
                .state("account-1", "{'balance': 70}")
                .state("account-2", "{'balance': 5}");
    }

    @Test
    void an_average_that_is_worked_out_when_somebody_looks() {
        story.event("race-1", "lap", "{'seconds': 80}")
                .event("race-1", "lap", "{'seconds': 90}")
                .projected(
                        """
                        fromStream('race-1').when({
                          $init: () => ({laps: 0, seconds: 0}),
                          lap: (race, {body}) => { race.laps++; race.seconds += body.seconds; }
                        })
                        .transformBy(race => ({average: race.seconds / race.laps}))
                        """)
                .state("{'laps': 2, 'seconds': 170}")
                .result("", "{'average': 85}");
    }

    @Test
    void the_three_best_customers() {
        story.event("sale-1", "sold", "{'to': 'ann', 'amount': 10}")
                .event("sale-2", "sold", "{'to': 'bob', 'amount': 40}")
                .event("sale-3", "sold", "{'to': 'cem', 'amount': 20}")
                .event("sale-4", "sold", "{'to': 'dot', 'amount': 5}")
                .event("sale-5", "sold", "{'to': 'ann', 'amount': 15}")
                .projected(
                        """
                        fromCategory('sale').when({
                          $init: () => ({totals: {}}),
                          sold: ({totals}, {body}) => {
                            totals[body.to] = (totals[body.to] || 0) + body.amount;
                          }
                        })
                        .transformBy(({totals}) => Object.entries(totals)
                          .sort(([, a], [, b]) => b - a)
                          .slice(0, 3)
                          .map(([name]) => name))
                        """)
                .result("", "['bob', 'ann', 'cem']");
    }

    @Test
    void how_many_different_visitors_there_were() {
        story.event("visit-1", "seen", "{'who': 'ann'}")
                .event("visit-2", "seen", "{'who': 'bob'}")
                .event("visit-3", "seen", "{'who': 'ann'}")
                .projected(
                        """
                        fromCategory('visit').when({
                          $init: () => ({known: {}, count: 0}),
                          seen: (visitors, {body: {who}}) => {
                            if (!visitors.known[who]) visitors.count++;
                            visitors.known[who] = true;
                          }
                        })
                        .transformBy(visitors => visitors.count)
                        """)
                .result("", "2");
    }

    @Test
    void a_histogram_of_durations() {
        story.event("call-1", "ended", "{'ms': 7}")
                .event("call-2", "ended", "{'ms': 12}")
                .event("call-3", "ended", "{'ms': 15}")
                .event("call-4", "ended", "{'ms': 250}")
                .projected(
                        """
                        fromCategory('call').when({
                          ended: (buckets, {body}) => {
                            const bucket = 10 ** Math.floor(Math.log10(body.ms));
                            buckets[bucket] = (buckets[bucket] ?? 0) + 1;
                          }
                        })
                        """)
                .state("{'1': 1, '10': 2, '100': 1}");
    }
}
