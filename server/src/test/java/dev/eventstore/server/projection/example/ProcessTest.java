package dev.eventstore.server.projection.example;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What follows from several events together: joins, sessions, alarms. */
class ProcessTest {
    private final Story story = new Story();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void orders_joined_with_their_payments() {
        story
                .event("order-1", "placed", "{'id': 1, 'amount': 10}")
                .event("payment-8", "received", "{'order': 1, 'amount': 4}")
                .event("payment-9", "received", "{'order': 1, 'amount': 6}")
                .event("order-2", "placed", "{'id': 2, 'amount': 3}")
                .projected(
                        """
                        fromCategories('order', 'payment')
                          .partitionBy(event => String(event.body.id || event.body.order))
                          .when({
                            $init: () => ({due: 0}),
                            placed: (order, {body}) => { order.due += body.amount; },
                            received: (order, {body}) => {
                              order.due -= body.amount;
                              if (order.due === 0) emit('settled', 'OrderSettled', body);
                            }
                          })
                        """)
                .state("1", "{'due': 0}")
                .state("2", "{'due': 3}")
                .stream("settled", "{'order': 1, 'amount': 6}");
    }

    @Test
    void clicks_grouped_into_sessions() {
        story.event("clicks-ann", "clicked", "{'at': 0}")
                .event("clicks-ann", "clicked", "{'at': 10}")
                .event("clicks-ann", "clicked", "{'at': 2000}")
                .projected(
                        """
                        const GAP_SECONDS = 1800;
                        fromCategory('clicks').foreachStream().when({
                          $init: () => ({sessions: []}),
                          clicked: ({sessions}, {body: {at}}) => {
                            const session = sessions[sessions.length - 1];
                            if (session && at - session.to <= GAP_SECONDS) {
                              session.to = at;
                              session.clicks++;
                            } else {
                              sessions.push({from: at, to: at, clicks: 1});
                            }
                          }
                        })
                        """)
                .state(
                        "clicks-ann",
                        "{'sessions': [{'from': 0, 'to': 10, 'clicks': 2},"
                                + " {'from': 2000, 'to': 2000, 'clicks': 1}]}");
    }

    @Test
    void machines_that_fell_silent() {
        story
                .event("clock", "ticked", "{'at': 0}")
                .event("machine-1", "beat", "{'at': 10}")
                .event("machine-2", "beat", "{'at': 50}")
                .event("clock", "ticked", "{'at': 75}")
                .event("clock", "ticked", "{'at': 80}")
                .projected(
                        """
                        const PATIENCE_SECONDS = 60;
                        fromAll().when({
                          $init: () => ({beats: {}}),
                          beat: ({beats}, {streamId, body}) => { beats[streamId] = body.at; },
                          ticked: ({beats}, {body: {at}}) => {
                            for (const [machine, last] of Object.entries(beats)) {
                              if (at - last > PATIENCE_SECONDS) {
                                emit('alarms', 'MachineSilent', {machine, since: last});
                                delete beats[machine];
                              }
                            }
                          }
                        })
                        """)
                .stream("alarms", "{'machine': 'machine-1', 'since': 10}")
                .state("{'beats': {'machine-2': 50}}");
    }

    @Test
    void three_wrong_passwords_in_a_row() {
        story
                .event("login-ann", "failed", "{}")
                .event("login-ann", "failed", "{}")
                .event("login-ann", "succeeded", "{}")
                .event("login-bob", "failed", "{}")
                .event("login-bob", "failed", "{}")
                .event("login-bob", "failed", "{}")
                .projected(
                        """
                        fromCategory('login').foreachStream().when({
                          $init: () => ({failures: 0}),
                          succeeded: () => ({failures: 0}),
                          failed: (login, event) => {
                            if (++login.failures === 3) {
                              emit('suspicious', 'AccountLocked', {stream: event.streamId});
                            }
                            return login;
                          }
                        })
                        """)
                .state("login-ann", "{'failures': 0}")
                .stream("suspicious", "{'stream': 'login-bob'}");
    }

    @Test
    void the_stock_of_a_warehouse_with_an_order_when_it_runs_low() {
        story
                .event("stock-screws", "delivered", "{'count': 10}")
                .event("stock-screws", "taken", "{'count': 4}")
                .event("stock-screws", "taken", "{'count': 3}")
                .event("stock-screws", "taken", "{'count': 1}")
                .projected(
                        """
                        fromCategory('stock').foreachStream().when({
                          $init: () => ({count: 0, isOrdered: false}),
                          delivered: (stock, {body}) => {
                            stock.count += body.count;
                            stock.isOrdered = false;
                          },
                          taken: (stock, {streamId, body}) => {
                            stock.count -= body.count;
                            if (stock.count < 5 && !stock.isOrdered) {
                              emit('purchases', 'OrderMore', {of: streamId, left: stock.count});
                              stock.isOrdered = true;
                            }
                          }
                        })
                        """)
                .state("stock-screws", "{'count': 2, 'isOrdered': true}")
                .stream("purchases", "{'of': 'stock-screws', 'left': 3}");
    }

    @Test
    void seats_of_each_event_and_of_all_together() {
        story.event("concert-1", "booked", "{'seats': 2}")
                .event("concert-2", "booked", "{'seats': 3}")
                .event("concert-1", "booked", "{'seats': 1}")
                .projected(
                        """
                        options({biState: true});
                        fromCategory('concert').foreachStream().when({
                          $init: () => ({seats: 0}),
                          $initShared: () => ({seats: 0}),
                          booked: ([concert, all], {body}) => {
                            concert.seats += body.seats;
                            all.seats += body.seats;
                            return [concert, all];
                          }
                        })
                        """)
                .state("concert-1", "{'seats': 3}")
                .state("concert-2", "{'seats': 3}")
                .state("", "{'seats': 6}");
    }

    @Test
    void who_is_there_and_who_has_left_for_good() {
        story.event("user-1", "joined", "{}")
                .event("user-2", "joined", "{}")
                .projected(
                        """
                        fromCategory('user').foreachStream().when({
                          $init: () => ({is: 'unknown'}),
                          joined: user => { user.is = 'here'; },
                          $deleted: user => { user.is = 'gone'; }
                        })
                        """)
                .state("user-1", "{'is': 'here'}")
                .deleted("user-1")
                .state("user-1", "{'is': 'gone'}")
                .state("user-2", "{'is': 'here'}");
    }

    @Test
    void open_tickets_as_a_table_that_shows_no_closed_ones() {
        story.event("ticket-1", "opened", "{'title': 'printer'}")
                .event("ticket-2", "opened", "{'title': 'mouse'}")
                .event("ticket-1", "closed", "{}")
                .projected(
                        """
                        fromCategory('ticket').foreachStream().when({
                          $init: () => ({isOpen: false}),
                          opened: (ticket, {body}) => ({isOpen: true, title: body.title}),
                          closed: ticket => { ticket.isOpen = false; }
                        })
                        .filterBy(ticket => ticket.isOpen)
                        .transformBy(ticket => ticket.title)
                        """)
                .state("ticket-1", "{'isOpen': false, 'title': 'printer'}")
                .result("ticket-1", "null")
                .result("ticket-2", "'mouse'");
    }
}
