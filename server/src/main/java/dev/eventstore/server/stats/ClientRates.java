package dev.eventstore.server.stats;

import dev.eventstore.server.stats.Figures.ClientRate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each client asks for, from one look to the next. Connections with one name count as one
 * client; callers over HTTP are told apart by program and login. For one thread.
 */
final class ClientRates {
    /** How many clients are told apart; the others are taken together. */
    static final int CLIENTS_MAX = 8;

    /** Names come from clients: longer ones are cut. */
    private static final int NAME_CHARS_MAX = 100;

    private static final String HTTP = "HTTP";

    private final Map<String, Connections> frontEnds;
    private final HttpClients http;
    private Map<ClientTally, Long> before = Map.of();
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

    /** Looks; answers how much was asked for since the last look, the busiest client first. */
    List<ClientRate> between(double seconds) {
        Look look = new Look();
        frontEnds.forEach((via, front) ->
                front.open().forEach(one -> look.add(new Client(via, name(one), ""), one.tally())));
        connections = look.now.size();
        http.look()
                .forEach(one -> look.add(new Client(HTTP, one.name(), one.login()), one.tally()));
        before = look.now;
        return rates(look.asked, seconds);
    }

    /** What there is now, and what is new of it. */
    private final class Look {
        private final Map<ClientTally, Long> now = new HashMap<>();
        private final Map<Client, Long> asked = new HashMap<>();

        void add(Client client, ClientTally tally) {
            long requests = tally.requests();
            now.put(tally, requests);
            asked.merge(client, requests - before.getOrDefault(tally, 0L), Long::sum);
        }
    }

    private static List<ClientRate> rates(Map<Client, Long> asked, double seconds) {
        List<ClientRate> busy =
                asked.entrySet().stream()
                        .filter(each -> each.getValue() > 0)
                        .sorted(
                                Map.Entry.<Client, Long>comparingByValue(Comparator.reverseOrder())
                                        .thenComparing(each -> each.getKey().name())
                                        .thenComparing(each -> each.getKey().login()))
                        .map(each -> rate(each.getKey(), each.getValue(), seconds))
                        .toList();
        if (busy.size() <= CLIENTS_MAX) {
            return busy;
        }
        List<ClientRate> told = new ArrayList<>(busy.subList(0, CLIENTS_MAX));
        long others =
                busy.subList(CLIENTS_MAX, busy.size()).stream()
                        .mapToLong(ClientRate::requests)
                        .sum();
        told.add(rate(Client.OTHERS, others, seconds));
        return told;
    }

    private static ClientRate rate(Client client, long requests, double seconds) {
        return new ClientRate(
                client.via(), client.name(), client.login(), requests, requests / seconds);
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
