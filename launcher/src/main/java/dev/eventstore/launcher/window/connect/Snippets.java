package dev.eventstore.launcher.window.connect;

import java.util.List;

/** Commands and code that append an event and read it back. */
final class Snippets {
    private Snippets() {}

    static List<Snippet> of(Target target) {
        return List.of(
                curl(target),
                java(target),
                node(target),
                dotnet(target),
                python(target),
                versionFive(target),
                environment(target));
    }

    private static Snippet curl(Target target) {
        String login = target.isOpen() ? "" : " -u admin:changeit";
        return new Snippet(
                "curl",
                "Appends an event, then reads the newest page of its stream.",
                """
                curl -i%s %s/streams/orders-1 \\
                  -H 'Content-Type: application/vnd.eventstore.events+json' \\
                  -d '[{"eventId": "b989fe21-9469-4017-8d71-9820b8dd1164",
                        "eventType": "orderPlaced", "data": {"order": 1, "item": "tea"}}]'

                curl%s '%s/streams/orders-1?embed=body' -H 'Accept: application/json'
                """
                        .formatted(login, target.http(), login, target.http())
                        .stripTrailing());
    }

    private static Snippet java(Target target) {
        return new Snippet(
                "Java",
                "Needs io.kurrent:kurrentdb-client.",
                """
                KurrentDBClient client = KurrentDBClient.create(
                        KurrentDBConnectionString.parseOrThrow("%s"));

                EventData event = EventData.builderAsJson(
                        "orderPlaced", "{\\"order\\": 1}".getBytes(UTF_8)).build();
                client.appendToStream("orders-1", event).get();

                client.readStream("orders-1", ReadStreamOptions.get()).get()
                        .getEvents().forEach(System.out::println);
                """
                        .formatted(target.grpc("kurrentdb"))
                        .stripTrailing());
    }

    private static Snippet node(Target target) {
        return new Snippet(
                "Node.js",
                "Needs @kurrent/kurrentdb-client.",
                """
                import { KurrentDBClient, jsonEvent } from '@kurrent/kurrentdb-client';

                const client = KurrentDBClient.connectionString`%s`;

                await client.appendToStream('orders-1',
                  jsonEvent({ type: 'orderPlaced', data: { order: 1 } }));

                for await (const { event } of client.readStream('orders-1')) {
                  console.log(event.type, event.data);
                }
                """
                        .formatted(target.grpc("kurrentdb"))
                        .stripTrailing());
    }

    private static Snippet dotnet(Target target) {
        return new Snippet(
                ".NET",
                "Needs KurrentDB.Client.",
                """
                var client = new KurrentDBClient(
                    KurrentDBClientSettings.Create("%s"));

                var data = new EventData(Uuid.NewUuid(), "orderPlaced",
                    Encoding.UTF8.GetBytes("{\\"order\\": 1}"));
                await client.AppendToStreamAsync("orders-1", StreamState.Any, new[] { data });

                await foreach (var e in client.ReadStreamAsync(
                    Direction.Forwards, "orders-1", StreamPosition.Start))
                  Console.WriteLine(e.Event.EventType);
                """
                        .formatted(target.grpc("kurrentdb"))
                        .stripTrailing());
    }

    private static Snippet python(Target target) {
        return new Snippet(
                "Python",
                "Needs kurrentdbclient.",
                """
                from kurrentdbclient import KurrentDBClient, NewEvent, StreamState

                client = KurrentDBClient("%s")

                client.append_to_stream("orders-1", current_version=StreamState.ANY,
                    events=[NewEvent(type="orderPlaced", data=b'{"order": 1}')])

                for event in client.get_stream("orders-1"):
                    print(event.type, event.data)
                """
                        .formatted(target.grpc("kurrentdb"))
                        .stripTrailing());
    }

    private static Snippet versionFive(Target target) {
        String text =
                target.tcpPort().isEmpty()
                        ? "TCP is switched off."
                        : """
                        ConnectTo=tcp://admin:changeit@%1$s:%2$d; HeartBeatTimeout=2500

                        // Java, com.github.msemys:esjc
                        EventStore store = EventStoreBuilder.newBuilder()
                                .singleNodeAddress("%1$s", %2$d)
                                .userCredentials("admin", "changeit")
                                .build();
                        """
                                .formatted(target.host(), target.tcpPort().getAsInt())
                                .stripTrailing();
        return new Snippet("v5 (TCP)", "For clients of version 5.", text);
    }

    private static Snippet environment(Target target) {
        return new Snippet(
                "Environment",
                "Connection strings, for environment variables and configuration files.",
                """
                EVENTSTORE_URL=%s
                EVENTSTORE_CONNECTION_STRING=%s
                KURRENTDB_CONNECTION_STRING=%s
                """
                        .formatted(target.http(), target.grpc("esdb"), target.grpc("kurrentdb"))
                        .stripTrailing());
    }
}
