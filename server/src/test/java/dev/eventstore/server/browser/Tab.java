package dev.eventstore.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tab of the browser. What its console complains of is remembered. One thread. */
final class Tab implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final List<String> COLOURS = List.of("color-contrast");

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private URI node = URI.create("about:blank");

    Tab(Browser browser) {
        context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(1280, 800)
                                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        page = context.newPage();
        page.onConsoleMessage(this::heard);
        page.onPageError(complaints::add);
        // No page of ours opens one: this is somebody else's script.
        page.onDialog(alert -> {
            complaints.add("An alert: " + alert.message());
            alert.dismiss();
        });
    }

    /** Opens a page of a node. */
    Page open(URI where, String hash) {
        node = where;
        page.navigate(where.resolve("/web/index.html") + hash);
        return page;
    }

    /** Signs in as somebody and waits until the node agreed. */
    void signIn(URI where, String name, String password) {
        open(where, "#/signin");
        field("Name").fill(name);
        page.getByLabel("Password").fill(password);
        button("Sign in").click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Sign out"))).isVisible();
    }

    /** The field with exactly this label, on whichever page has it. */
    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** Opens another page of the same node, as a link would. */
    void go(String hash) {
        page.evaluate("hash => { location.hash = hash; }", hash);
    }

    void prefer(ColorScheme theme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
    }

    Page page() {
        return page;
    }

    URI node() {
        return node;
    }

    /** The main part of the page, without navigation. */
    Locator main() {
        return page.locator("main");
    }

    Locator button(String name) {
        return main().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The dialog that asks before something is done. */
    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    void sees(String text) {
        assertThat(main()).containsText(text);
    }

    void heading(String text) {
        assertThat(main().locator("h1").first()).hasText(text);
    }

    /** Waits for the short message in the corner. */
    void toldOf(String text) {
        assertThat(page.locator(".toasts")).containsText(text);
    }

    String clipboard() {
        return (String) page.evaluate("() => navigator.clipboard.readText()");
    }

    /** Waits until something is copied that holds these texts. */
    void copied(String... texts) {
        // A tab belongs to one thread.
        await().pollInSameThread().untilAsserted(() -> assertThat(clipboard()).contains(texts));
    }

    /** Judges what is open by the rules for people who see, hear or move differently. */
    void isAccessible() {
        judge(new AxeBuilder(page));
    }

    /** The same in light and dark, which differ in colours only. */
    void isAccessibleInBothThemes() {
        prefer(ColorScheme.LIGHT);
        isAccessible();
        prefer(ColorScheme.DARK);
        judge(new AxeBuilder(page).withRules(COLOURS));
    }

    /** The same for a part of the page, on top of what was judged before. */
    void isAccessibleInBothThemes(String part) {
        prefer(ColorScheme.LIGHT);
        judge(new AxeBuilder(page).include(part));
        prefer(ColorScheme.DARK);
        judge(new AxeBuilder(page).include(part).withRules(COLOURS));
    }

    /** Without a second page for the verdict, which only frames of other origins would need. */
    @SuppressWarnings("deprecation")
    private void judge(AxeBuilder judge) {
        List<Rule> violations = judge.setLegacyMode(true).analyze().getViolations();
        assertThat(violations)
                .as("%s: %s", page.url(), violations.stream().map(Tab::text).toList())
                .isEmpty();
    }

    /** Nothing may have been complained of so far. */
    void hasNoComplaints() {
        assertThat(complaints).as(page.url()).isEmpty();
    }

    /** Complaints so far were to be expected: a node that is stopped answers nothing. */
    void forgetComplaints() {
        complaints.clear();
    }

    @Override
    public void close() {
        context.close();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static String text(Rule rule) {
        return rule.getId() + " at " + rule.getNodes().getFirst().getHtml();
    }

    private void heard(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text() + " (" + message.location() + ")");
        }
    }
}
