package dev.eventstore.server.browser;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives tests a tab of an installed Chromium; there is one browser for all of them. Without one the
 * tests are skipped, and say so; on CI they fail.
 */
public final class Chromium implements ParameterResolver {
    private static final Logger logger = LoggerFactory.getLogger(Chromium.class);
    private static final Namespace HERE = Namespace.create(Chromium.class);
    private static final List<Path> PLACES =
            List.of(
                    // All that is asked of it, for less work.
                    Path.of("/usr/bin/chromium-headless-shell"),
                    Path.of("/usr/bin/chromium"),
                    Path.of("/usr/bin/chromium-browser"),
                    Path.of("/usr/bin/google-chrome"));
    private static final String NONE =
            """


            ############################################################################
            #  THE PAGES OF THE ADMIN UI WERE NOT TESTED.
            #  There is no Chromium. Install it: apt-get install chromium-headless-shell
            ############################################################################
            """;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Tab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running =
                context.getRoot()
                        .getStore(HERE)
                        .getOrComputeIfAbsent(Running.class, _ -> start(), Running.class);
        // Closed with the test that asked for it.
        return context.getStore(HERE)
                .getOrComputeIfAbsent(Tab.class, _ -> new Tab(running.browser), Tab.class);
    }

    private static Running start() {
        Optional<Path> place = PLACES.stream().filter(Files::isExecutable).findFirst();
        if (place.isEmpty()) {
            if ("true".equals(System.getenv("CI"))) {
                fail(NONE);
            }
            logger.warn(NONE);
            abort(NONE);
        }
        return new Running(place.orElseThrow());
    }

    /** The browser, until all tests are over. */
    private static final class Running implements AutoCloseable {
        private final Playwright playwright;
        private final Browser browser;

        Running(Path chromium) {
            playwright =
                    Playwright.create(
                            new Playwright.CreateOptions()
                                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser =
                    playwright
                            .chromium()
                            .launch(
                                    new BrowserType.LaunchOptions()
                                            .setExecutablePath(chromium)
                                            // Containers have no namespaces of their own, and
                                            // there is nothing to speed up drawing.
                                            .setArgs(List.of("--no-sandbox", "--disable-gpu")));
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }
}
