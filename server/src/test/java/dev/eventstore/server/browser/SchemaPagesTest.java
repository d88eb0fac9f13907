package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.fixture.LocalNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Schemas of Protocol Buffers, which name what the bytes do not. */
@ExtendWith(Chromium.class)
@Timeout(120)
class SchemaPagesTest {
    private static final String SCHEMA =
            """
            syntax = "proto3"; // of a shop
            package shop;
            import "google/protobuf/timestamp.proto";
            option java_package = "shop";
            message InvoiceIssued {
              string order = 1;
              uint64 cents = 2;
              repeated Line lines = 3;
              Status status = 4;
              map<string, sint32> counts = 5;
              oneof how { bool cash = 6; bytes card = 7; }
              google.protobuf.Timestamp at = 8;
              repeated int64 numbers = 9 [packed = true];
              double rate = 10;
              reserved 11, 20 to 30;
              message Line { string product = 1; uint32 count = 2; }
              enum Status { OPEN = 0; PAID = 2; }
            }
            message Other { bool order = 1; }
            service Ignored {
              rpc Issue (InvoiceIssued) returns (Other) { option (x) = { get: "/" }; }
            }
            """;

    /** Made by {@code protoc --encode}. */
    private static final String MESSAGE =
            "0a086f726465722d373710ffffffffffffffffff011a080a047465617310031a0a0a066b6574746c"
                    + "65100120022a050a017410093001420b0880be8dc40610c096b1024a13018180808080808010feff"
                    + "ffffffffffffff0151000000000000f83f";

    private LocalNode node;

    @BeforeEach
    void start() {
        node = LocalNode.inMemory("--insecure");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void names_the_fields_of_messages_and_remembers_the_schema(Tab tab) {
        append("invoiceIssued", MESSAGE);
        tab.open(node.uri(), "#/streams/invoices/0");
        tab.sees("Probably a message of Protocol Buffers.");
        upload(tab, "shop.proto", SCHEMA);
        tab.toldOf("The schema is there");

        // The type of the event is the name of a message, which is enough.
        tab.sees("Protocol Buffers → shop.InvoiceIssued");
        showsFields(tab);
        tab.isAccessible();
        tab.page().reload();
        showsFields(tab);
        tab.hasNoComplaints();
    }

    @Test
    void takes_descriptors_that_a_compiler_wrote(Tab tab) throws IOException {
        append("invoiceIssued", MESSAGE);
        tab.open(node.uri(), "#/streams/invoices/0");
        try (InputStream in = SchemaPagesTest.class.getResourceAsStream("/browser/shop.desc")) {
            upload(tab, "shop.desc", in.readAllBytes());
        }
        tab.toldOf("The schema is there");
        showsFields(tab);

        tab.page().reload();
        showsFields(tab);
        tab.go("#/streams/invoices");
        assertThat(tab.main().locator(".grid-body")).containsText("\"order\":\"order-77\"");
        tab.go("#/streams/invoices/0");
        upload(tab, "broken.desc", new byte[] {1, 2, 3});
        tab.toldOf("broken.desc, this is no set of descriptors");
        tab.hasNoComplaints();
    }

    @Test
    void the_message_of_a_type_is_chosen_and_remembered(Tab tab) {
        append("bill", MESSAGE);
        append("bill", MESSAGE);
        tab.open(node.uri(), "#/streams/invoices/0");
        upload(tab, "shop.proto", SCHEMA);
        Locator message = tab.main().locator("[name=message]");
        message.selectOption("shop.InvoiceIssued");
        showsFields(tab);
        tab.go("#/streams/invoices/1");
        tab.sees("invoices@1");
        showsFields(tab);

        message.selectOption("shop.Other");
        tab.sees("These bytes are no shop.Other: its field order is of another kind.");
        message.selectOption("");
        tab.sees("Probably a message of Protocol Buffers.");
        tab.hasNoComplaints();
    }

    @Test
    void forgets_a_schema_and_refuses_what_is_none(Tab tab) {
        append("invoiceIssued", MESSAGE);
        tab.open(node.uri(), "#/streams/invoices/0");
        upload(tab, "broken.proto", "message Broken {\n  string name;\n}");
        tab.toldOf("broken.proto, line 2: '=' was to be expected, not ';'.");
        upload(tab, "shop.proto", SCHEMA);
        showsFields(tab);

        tab.main().locator("summary").filter(hasText("Schemas (1)")).click();
        tab.isAccessible();
        tab.main().getByLabel("Forget shop.proto").click();
        tab.sees("Probably a message of Protocol Buffers.");
        tab.hasNoComplaints();
    }

    /** The tree has names, whole numbers of 64 bits, lists, maps, names of values and moments. */
    private static void showsFields(Tab tab) {
        Locator tree = tab.main().locator("es-json");
        assertThat(tree).containsText("order-77");
        assertThat(tree).containsText("18446744073709551615");
        assertThat(tree).containsText("\"kettle\"");
        assertThat(tree).containsText("\"PAID\"");
        assertThat(line(tree, "t")).containsText("-5");
        assertThat(line(tree, "cash")).containsText("true");
        assertThat(line(tree, "at")).containsText("\"2025-07-25T10:40:00.005Z\"");
        assertThat(tree).containsText("9007199254740993");
        assertThat(line(tree, "rate")).containsText("1.5");
    }

    private static Locator line(Locator tree, String key) {
        return tree.locator(".json-line")
                .filter(
                        new Locator.FilterOptions()
                                .setHas(
                                        tree.page()
                                                .locator(".json-key")
                                                .filter(
                                                        new Locator.FilterOptions()
                                                                .setHasText(
                                                                        Pattern.compile(
                                                                                "^" + key
                                                                                        + "$")))));
    }

    private static void upload(Tab tab, String name, String text) {
        upload(tab, name, text.getBytes(UTF_8));
    }

    private static void upload(Tab tab, String name, byte[] bytes) {
        tab.main()
                .locator("[name=protos]")
                .setInputFiles(new FilePayload(name, "application/octet-stream", bytes));
    }

    private void append(String type, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        Shop.append(
                node.streams(),
                "invoices",
                new NewEvent(UUID.randomUUID(), type, false, Payload.of(bytes), Payload.EMPTY));
    }

    private static Locator.FilterOptions hasText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
