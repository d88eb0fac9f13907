package dev.eventstore.server.stats;

import dev.eventstore.server.stats.Figures.ClientRate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each client asks for, from one look to the next. Connections with one name count as one
 * client; calls over HTTP have none and count as one together. For one thread.
 */
final class ClientRates {
    /** How many clients are told apart; the others are taken together. */
    static final int CLIENTS_MAX = 8;

    /** Names come from clients: longer ones are cut. */
    private static final int NAME_CHARS_MAX = 100;

    private static final String HTTP = "HTTP";

    private final Map<String, Connections> frontEnds;
    private final Operations operations;
    private Map<String, Long> before = new HashMap<>();
    private long httpBefore;
    private int connections;

    /**
     * @param frontEnds connections of front ends, by their names
     */
    ClientRates(Map<String, Connections> frontEnds, Operations operations) {
        this.frontEnds = frontEnds;
        this.operations = operations;
        this.httpBefore = operations.count(Operation.HTTP);
    }

    /** How many connections were open at the last look. */
    int connections() {
        return connections;
    }

    /** Looks; answers how much was asked for since the last look, the busiest client first. */
    List<ClientRate> between(double seconds) {
        Map<Client, Long> asked = new HashMap<>();
        Map<String, Long> now = new HashMap<>();
        frontEnds.forEach((via, open) ->
                open.open()
                        .forEach(one -> {
                            String key = via + " " + one.id();
                            now.put(key, one.requests());
                            asked.merge(
                                    new Client(via, name(one)),
                                    one.requests() - before.getOrDefault(key, 0L),
                                    Long::sum);
                        }));
        before = now;
        connections = now.size();
        long http = operations.count(Operation.HTTP);
        asked.put(new Client(HTTP, ""), http - httpBefore);
        httpBefore = http;
        return rates(asked, seconds);
    }

    private static List<ClientRate> rates(Map<Client, Long> asked, double seconds) {
        List<ClientRate> busy =
                asked.entrySet().stream()
                        .filter(each -> each.getValue() > 0)
                        .sorted(
                                Map.Entry.<Client, Long>comparingByValue(Comparator.reverseOrder())
                                        .thenComparing(each -> each.getKey().name()))
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
        return new ClientRate(client.via(), client.name(), requests, requests / seconds);
    }

    private static String name(Connections.Connection connection) {
        String name = connection.clientName();
        if (name.isEmpty()) {
            String remote = connection.remote();
            return remote.substring(0, Math.max(0, remote.lastIndexOf(':')));
        }
        return name.substring(0, Math.min(name.length(), NAME_CHARS_MAX));
    }

    private record Client(String via, String name) {
        static final Client OTHERS = new Client("", "");
    }
}
