package dev.eventstore.server.projection.example;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** New streams out of events that are there: links, copies, translations. */
class IndexingTest {
    private final Story story = new Story();

    @AfterEach
    void close() {
        story.close();
    }

    @Test
    void everything_about_a_customer_in_one_stream() {
        story
                .event("order-1", "placed", "{'customer': 'ann'}")
                .event("ticket-1", "opened", "{'customer': 'ann'}")
                .event("order-2", "placed", "{'customer': 'bob'}")
                .projected(
                        """
                        fromAll().when({
                          $any: (state, event) => {
                            const customer = event.isJson && event.body && event.body.customer;
                            if (customer) linkTo('customer-' + customer, event);
                          }
                        })
                        """)
                .stream("customer-ann", "0@order-1", "0@ticket-1")
                .stream("customer-bob", "0@order-2");
    }

    @Test
    void events_that_belong_to_the_same_business_case() {
        story
                .event("order-1", "placed", "{}", "{'$correlationId': 'case-7'}")
                .event("invoice-1", "sent", "{}", "{'$correlationId': 'case-7'}")
                .event("order-2", "placed", "{}")
                .projected(
                        """
                        fromAll().when({
                          $any: (state, event) => {
                            const id = (event.metadata || {}).$correlationId;
                            if (id) linkTo('case-' + id, event);
                          }
                        })
                        """)
                .stream("case-case-7", "0@order-1", "0@invoice-1");
    }

    @Test
    void old_events_in_new_words() {
        story
                .event("user-1", "UserRegisteredV1", "{'name': 'Ada Lovelace'}")
                .projected(
                        """
                        fromCategory('user').when({
                          UserRegisteredV1: (state, {streamId, body}) => {
                            const [first, last] = body.name.split(' ');
                            emit('new' + streamId, 'UserRegistered', {first, last});
                          }
                        })
                        """)
                .stream("newuser-1", "{'first': 'Ada', 'last': 'Lovelace'}");
    }

    @Test
    void copies_without_what_nobody_may_see() {
        story
                .event("patient-1", "treated", "{'name': 'Ann', 'ward': 3, 'cost': 100}")
                .projected(
                        """
                        fromCategory('patient').when({
                          treated: (state, {body: {name, ...rest}}) => {
                            emit('treatments', 'treated', rest);
                          }
                        })
                        """)
                .stream("treatments", "{'ward': 3, 'cost': 100}");
    }

    @Test
    void the_streams_of_a_region() {
        story
                .event("shop-1", "opened", "{'region': 'north'}")
                .event("shop-2", "opened", "{'region': 'south'}")
                .event("shop-3", "opened", "{'region': 'north'}")
                .projected(
                        """
                        fromCategory('shop').when({
                          opened: (state, {streamId, body}) => {
                            linkStreamTo('shops-' + body.region, streamId);
                          }
                        })
                        """)
                .stream("shops-north", "shop-1", "shop-3");
    }

    @Test
    void only_what_is_of_interest_to_others() {
        story
                .event("order-1", "placed", "{'amount': 10}")
                .event("order-2", "placed", "{'amount': 5000}")
                .projected(
                        """
                        fromCategory('order').when({
                          placed: (state, event) => {
                            if (event.body.amount > 1000) copyTo('large-orders', event);
                          }
                        })
                        """)
                .stream("large-orders", "{'amount': 5000}");
    }
}
