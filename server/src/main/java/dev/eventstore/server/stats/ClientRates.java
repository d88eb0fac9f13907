package dev.eventstore.server.stats;

import dev.eventstore.server.stats.ClientTally.Done;
import dev.eventstore.server.stats.Figures.ClientRate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each client does, from one look to the next. Connections with one name count as one client;
 * callers over HTTP are told apart by program and login. For one thread.
 */
final class ClientRates {
    /** How many clients are told apart; the others are taken together. */
    static final int CLIENTS_MAX = 12;

    /** Names come from clients: longer ones are cut. */
    private static final int NAME_CHARS_MAX = 100;

    private static final String HTTP = "HTTP";

    private static final Comparator<ClientRate> BUSIEST =
            Comparator.comparingLong((ClientRate client) -> client.done().total())
                    .reversed()
                    .thenComparing(ClientRate::name)
                    .thenComparing(ClientRate::login);

    private final Map<String, Connections> frontEnds;
    private final HttpClients http;
    private Map<ClientTally, Done> before = Map.of();
    private int connections;

    /**
     * @param frontEnds connections of front ends, by their names
     */
    ClientRates(Map<String, Connections> frontEnds, HttpClients http) {
        this.frontEnds = frontEnds;
        this.http = http;
    }

    /** How many connections were open at the last look. */
    int connections() {
        return connections;
    }

    /** Looks; answers what was done since the last look, the busiest client first. */
    List<ClientRate> between(double seconds) {
        Look look = new Look();
        frontEnds.forEach((via, front) ->
                front.open().forEach(one -> look.add(new Client(via, name(one), ""), one.tally())));
        connections = look.now.size();
        http.look()
                .forEach(one -> look.add(new Client(HTTP, one.name(), one.login()), one.tally()));
        before = look.now;
        return rates(look.done, seconds);
    }

    /** What there is now, and what is new of it. */
    private final class Look {
        private final Map<ClientTally, Done> now = new HashMap<>();
        private final Map<Client, Done> done = new HashMap<>();

        void add(Client client, ClientTally tally) {
            Done all = tally.done();
            now.put(tally, all);
            done.merge(client, all.minus(before.getOrDefault(tally, Done.NOTHING)), Done::plus);
        }
    }

    private static List<ClientRate> rates(Map<Client, Done> done, double seconds) {
        List<ClientRate> busy =
                done.entrySet().stream()
                        .filter(each -> each.getValue().total() > 0)
                        .map(each -> rate(each.getKey(), each.getValue(), seconds))
                        .sorted(BUSIEST)
                        .toList();
        if (busy.size() <= CLIENTS_MAX) {
            return busy;
        }
        List<ClientRate> told = new ArrayList<>(busy.subList(0, CLIENTS_MAX));
        Done others =
                busy.subList(CLIENTS_MAX, busy.size()).stream()
                        .map(ClientRate::done)
                        .reduce(Done.NOTHING, Done::plus);
        told.add(rate(Client.OTHERS, others, seconds));
        return told;
    }

    private static ClientRate rate(Client client, Done done, double seconds) {
        return new ClientRate(client.via(), client.name(), client.login(), done, seconds);
    }

    private static String name(Connections.Connection connection) {
        String name = connection.clientName();
        if (name.isEmpty()) {
            String remote = connection.remote();
            return remote.substring(0, Math.max(0, remote.lastIndexOf(':')));
        }
        return name.substring(0, Math.min(name.length(), NAME_CHARS_MAX));
    }

    private record Client(String via, String name, String login) {
        static final Client OTHERS = new Client("", "", "");
    }
}
