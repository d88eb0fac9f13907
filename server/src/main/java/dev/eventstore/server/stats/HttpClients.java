package dev.eventstore.server.stats;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who asks over HTTP: programs, by what they call themselves, each with the login that it uses. A
 * header is read once; after that, a request costs a look into a map. Thread-safe.
 */
public final class HttpClients {
    /** How many are told apart at a time; the others are counted together. */
    static final int CLIENTS_MAX = 100;

    /** For how many looks the place of who asks nothing is kept, once all places are taken. */
    static final int QUIET_LOOKS_MAX = 30;

    /** How much of a header is told apart. */
    private static final int AGENT_CHARS_MAX = 300;

    private static final String ADMIN_UI = "Admin UI";

    private final Map<Sender, Place> places = new ConcurrentHashMap<>();
    private final HttpClient others = new HttpClient("", "", new ClientTally());

    /**
     * One of them.
     *
     * @param name of the program; empty for all those together that are not told apart
     * @param login empty if nobody logged in
     */
    record HttpClient(String name, String login, ClientTally tally) {}

    /**
     * What tells requests apart. Its comparison is written out, because making that of a record
     * when it is first needed takes some milliseconds of the first request.
     */
    private record Sender(String agent, String login, boolean isPage) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Sender that
                    && isPage == that.isPage
                    && agent.equals(that.agent)
                    && login.equals(that.login);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * agent.hashCode() + login.hashCode()) + Boolean.hashCode(isPage);
        }

        HttpClient client() {
            String name = isPage ? ADMIN_UI : ProgramName.of(agent);
            return new HttpClient(name, ProgramName.cut(login), new ClientTally());
        }
    }

    /**
     * The client that a request is from.
     *
     * @param agent the {@code User-Agent} header; empty if there is none
     * @param login who logged in, {@code null} if nobody did
     * @param isPage whether a page of the Admin UI asks
     */
    public ClientTally of(String agent, @Nullable String login, boolean isPage) {
        String told =
                agent.length() > AGENT_CHARS_MAX ? agent.substring(0, AGENT_CHARS_MAX) : agent;
        Sender sender = new Sender(told, login == null ? "" : login, isPage);
        Place place = places.get(sender);
        if (place == null) {
            if (places.size() >= CLIENTS_MAX) {
                return others.tally();
            }
            Place made = new Place(sender.client());
            Place before = places.putIfAbsent(sender, made);
            place = before == null ? made : before;
        }
        return place.client.tally();
    }

    /**
     * Answers whether a {@code User-Agent} header is that of a browser, or of what acts like one.
     */
    public static boolean isBrowser(String agent) {
        return ProgramName.isLikeBrowser(agent);
    }

    /** All of them. If there is no place left, those who have been quiet lose theirs. */
    synchronized List<HttpClient> look() {
        boolean isFull = places.size() >= CLIENTS_MAX;
        places.values().removeIf(place -> place.isQuiet() && isFull);
        return Stream.concat(Stream.of(others), places.values().stream().map(place -> place.client))
                .toList();
    }

    /** A client, and for how long it has been quiet; that belongs to who looks. */
    private static final class Place {
        private final HttpClient client;
        private long seen;
        private int quietLooks;

        Place(HttpClient client) {
            this.client = client;
        }

        boolean isQuiet() {
            long now = client.tally().done().total();
            quietLooks = now == seen ? quietLooks + 1 : 0;
            seen = now;
            return quietLooks > QUIET_LOOKS_MAX;
        }
    }
}
