package dev.eventstore.server.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The controls of one page: each that was seen has to be used, and each use has to show. A test
 * goes through them by name and asks at the end whether one is left:
 *
 * <pre>{@code
 * Controls page = Controls.of(tab, node.uri(), "#/logs", "Logs");
 * page.press("button Pause", () -> tab.sees("Paused"));
 * page.nothingIsLeft();
 * }</pre>
 *
 * A control is called by its kind ({@code button}, {@code link}, {@code field}, {@code box}, {@code
 * radio}, {@code choice}, {@code slider}, {@code tab}) and what a screen reader calls it, with #
 * for numbers; a link in a table by its column. One thread.
 */
final class Controls {
    /** Pages with a test of all their controls. A new page gets one, and then its name here. */
    static final Set<String> PAGES =
            Set.of(
                    "es-add",
                    "es-dashboard",
                    "es-debugger",
                    "es-event",
                    "es-events",
                    "es-explorer",
                    "es-fold",
                    "es-graph",
                    "es-import",
                    "es-logs",
                    "es-new-group",
                    "es-new-projection",
                    "es-operations",
                    "es-options",
                    "es-projection",
                    "es-projections",
                    "es-query",
                    "es-requests",
                    "es-settings",
                    "es-sign-in",
                    "es-stream",
                    "es-streams",
                    "es-subscription",
                    "es-subscriptions",
                    "es-users",
                    "es-versions");

    /** The page itself, and the questions that it asks. */
    static final String PAGE = "main, es-confirmation, es-choices";

    /** What is around every page. */
    static final String FRAME = ".skip, .side, .top, es-palette, es-help, .toasts";

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int TRY_MILLIS = 10_000;
    private static final String SCRIPT = script();

    private final Tab tab;
    private final URI node;
    private final String hash;
    private final String heading;
    private final String scope;
    private final Map<String, String> alike = new LinkedHashMap<>();
    private final Set<String> seen = new TreeSet<>();
    private final Set<String> used = new TreeSet<>();

    private Controls(Tab tab, URI node, String hash, String heading, String scope) {
        this.tab = tab;
        this.node = node;
        this.hash = hash;
        this.heading = heading;
        this.scope = scope;
    }

    /** Opens a page and waits for its heading. */
    static Controls of(Tab tab, URI node, String hash, String heading) {
        return within(PAGE, tab, node, hash, heading);
    }

    /** The same for another part of the window. */
    static Controls within(String scope, Tab tab, URI node, String hash, String heading) {
        Controls controls = new Controls(tab, node, hash, heading, scope);
        controls.again();
        return controls;
    }

    /** Has controls count as one: those whose names fit the expression do the same. */
    Controls alike(String expression, String name) {
        alike.put(expression, name);
        return this;
    }

    /** Opens the page once more. */
    void again() {
        tab.open(node, hash);
        tab.page().reload();
        tab.heading(heading);
    }

    void press(String control, Runnable check) {
        use(
                control,
                element -> element.click(new ElementHandle.ClickOptions().setTimeout(TRY_MILLIS)),
                check);
    }

    /** Presses it with a key, as what shows only while it has the focus has to be. */
    void key(String control, String key, Runnable check) {
        use(control, element -> element.press(key), check);
    }

    /** Presses what leads to another page, and comes back. */
    void leadsTo(String control, String elsewhere) {
        press(control, () -> tab.heading(elsewhere));
        tab.go(hash);
        tab.heading(heading);
    }

    void fill(String control, String text, Runnable check) {
        use(control, element -> write(element, text), check);
    }

    /** An editor gets its text as if it were pasted over what is there. */
    private void write(ElementHandle element, String text) {
        if (element.evaluate("element => element.isContentEditable").equals(true)) {
            element.click(new ElementHandle.ClickOptions().setTimeout(TRY_MILLIS));
            tab.page().keyboard().press("Control+a");
            tab.page().keyboard().insertText(text);
        } else {
            element.fill(text);
        }
    }

    void choose(String control, String value, Runnable check) {
        use(control, element -> element.selectOption(value), check);
    }

    /** Gives a file to a field that takes one. */
    void give(String control, Path file, Runnable check) {
        use(control, element -> element.setInputFiles(file), check);
    }

    /** Fills a field whose effect shows when the form is sent; the check of that counts for it. */
    void fill(String control, String text) {
        fill(control, text, () -> {});
    }

    /** The same for a choice. */
    void choose(String control, String value) {
        choose(control, value, () -> {});
    }

    /** The same for a box or a radio button. */
    void press(String control) {
        press(control, () -> {});
    }

    /** Notes what is there now, if this is still the page. */
    void look() {
        List<String> listed = listed();
        String shown = (String) tab.page().evaluate("() => controls.page()");
        if (path(shown).equals(path(hash))) {
            for (String control : listed) {
                seen.add(named(control));
            }
        }
    }

    /** Fails with the names of controls that were seen and never used. */
    void nothingIsLeft() {
        look();
        assertThat(seen).as("seen on %s", hash).isNotEmpty();
        List<String> left = new ArrayList<>(seen);
        left.removeAll(used);
        assertThat(left).as("on %s, seen and never used", hash).isEmpty();
        tab.hasNoComplaints();
    }

    private void use(String control, Consumer<ElementHandle> act, Runnable check) {
        // Pages draw themselves anew at any time: an element may be gone when it is acted on.
        await(control)
                .pollInSameThread()
                .atMost(PATIENCE)
                .ignoreException(PlaywrightException.class)
                .untilAsserted(() -> act.accept(find(control)));
        check.run();
        used.add(control);
        look();
    }

    private ElementHandle find(String control) {
        look();
        Optional<JSHandle> found =
                listed().stream()
                        .filter(each -> named(each).equals(control))
                        .map(each -> List.of(scope, each))
                        .map(wish -> tab.page().evaluateHandle("wish => controls.find(wish)", wish))
                        .filter(handle -> handle.asElement() != null)
                        .findFirst();
        assertThat(found).as("%s on %s; there are %s", control, tab.page().url(), seen).isPresent();
        return found.orElseThrow().asElement();
    }

    @SuppressWarnings("unchecked") // What a script answers has no type of ours.
    private List<String> listed() {
        tab.page().evaluate(SCRIPT);
        return (List<String>) tab.page().evaluate("scope => controls.list(scope)", scope);
    }

    private String named(String control) {
        return alike.entrySet().stream()
                .filter(each -> control.matches(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(control);
    }

    private static String path(String address) {
        return address.substring(Math.max(0, address.indexOf('#'))).split("\\?", 2)[0];
    }

    /** What pages are asked about their controls with. */
    static String script() {
        try (InputStream in = Controls.class.getResourceAsStream("/browser/controls.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
