package dev.eventstore.launcher.database;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A month in a small shop, as events: customers, products, carts and orders, payments and parcels,
 * with correlation ids that tie an order's events together and links to the large orders.
 */
public final class SampleShop {
    private static final int CUSTOMERS = 40;
    private static final int ORDERS = 500;
    private static final int LARGE_CENTS = 12_000;
    private static final Duration MONTH = Duration.ofDays(30);
    private static final List<String> NAMES =
            List.of("Ada", "Grace", "Linus", "Barbara", "Edsger", "Margaret", "Alan", "Frances");
    private static final List<String> TOWNS =
            List.of("Berlin", "Porto", "Gent", "Turku", "Lyon", "Graz", "Cork", "Delft");
    private static final List<Product> PRODUCTS =
            List.of(
                    new Product("tea-assam", "Assam tea", 890),
                    new Product("tea-sencha", "Sencha tea", 1_290),
                    new Product("pot-iron", "Iron teapot", 6_400),
                    new Product("pot-glass", "Glass teapot", 3_200),
                    new Product("cup-white", "White cup", 950),
                    new Product("whisk", "Bamboo whisk", 1_700),
                    new Product("kettle", "Copper kettle", 8_900));

    private final Random random;
    private final Instant end;
    private final List<ShopEvent> events = new ArrayList<>();

    private record Product(String id, String name, int cents) {}

    /**
     * Makes a shop.
     *
     * @param end when the month ends
     * @param seed makes the same shop again
     */
    public SampleShop(Instant end, long seed) {
        this.end = end;
        this.random = new Random(seed);
    }

    /** The events as lines that a node imports, in the order of their times. */
    public byte[] lines() throws IOException {
        Instant begin = end.minus(MONTH);
        for (Product product : PRODUCTS) {
            add("product-" + product.id, "productListed", begin, newId())
                    .text("name", product.name)
                    .number("cents", product.cents);
        }
        for (int i = 1; i <= CUSTOMERS; i++) {
            add("customer-" + i, "customerRegistered", begin.plusSeconds(60L * i), newId())
                    .text("name", one(NAMES))
                    .text("town", one(TOWNS));
        }
        for (int i = 1; i <= ORDERS; i++) {
            order(i, begin.plusMillis(random.nextLong(MONTH.toMillis())));
        }
        events.sort(Comparator.comparing(ShopEvent::time));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ShopEvent event : events) {
            out.write(event.line());
        }
        return out.toByteArray();
    }

    /** The same as a stream. */
    public InputStream stream() throws IOException {
        return new ByteArrayInputStream(lines());
    }

    private void order(int number, Instant begin) {
        UUID correlation = newId();
        String stream = "order-" + number;
        int customer = 1 + random.nextInt(CUSTOMERS);
        Instant time = begin;
        int items = 1 + random.nextInt(4);
        int cents = 0;
        for (int item = 0; item < items; item++) {
            Product product = PRODUCTS.get(random.nextInt(PRODUCTS.size()));
            int count = 1 + random.nextInt(3);
            cents += product.cents * count;
            time = later(time, 90);
            add("cart-" + number, "itemAdded", time, correlation)
                    .text("product", product.id)
                    .number("count", count);
        }
        time = later(time, 300);
        add(stream, "orderPlaced", time, correlation)
                .text("customer", "customer-" + customer)
                .number("cents", cents)
                .number("items", items);
        if (cents > LARGE_CENTS) {
            events.add(ShopEvent.link("large-orders", time.plusMillis(1), "0@" + stream));
        }
        finish(stream, time, cents, correlation);
    }

    private void finish(String stream, Instant placed, int cents, UUID correlation) {
        if (random.nextInt(12) == 0) {
            add(stream, "orderCancelled", later(placed, 3_600), correlation)
                    .text("reason", "changed my mind");
            return;
        }
        Instant paid = later(placed, 600);
        add(stream, "paymentReceived", paid, correlation).number("cents", cents);
        Instant shipped = later(paid, 86_400);
        add(stream, "parcelShipped", shipped, correlation)
                .text("carrier", random.nextBoolean() ? "bicycle" : "train");
        add(stream, "parcelDelivered", later(shipped, 172_800), correlation)
                .text("town", one(TOWNS));
    }

    private ShopEvent add(String stream, String type, Instant time, UUID correlation) {
        Instant taken = time.isAfter(end) ? end : time;
        ShopEvent event = ShopEvent.of(stream, type, taken, newId(), correlation);
        events.add(event);
        return event;
    }

    private Instant later(Instant time, int secondsMax) {
        return time.plusMillis(1_000 + random.nextLong(secondsMax * 1_000L));
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private UUID newId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes);
    }
}
