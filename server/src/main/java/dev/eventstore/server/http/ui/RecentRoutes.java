package dev.eventstore.server.http.ui;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.stats.CallLog;
import dev.eventstore.server.stats.Figures;
import dev.eventstore.server.stats.LogLine;
import dev.eventstore.server.stats.ObservedCall;
import dev.eventstore.server.stats.Recent;
import dev.eventstore.server.stats.Recent.Numbered;
import java.io.IOException;
import java.util.List;

/** What goes on in the node: calls of clients, its own log, its figures. For operators. */
final class RecentRoutes {
    private static final int BATCH_MAX = 500;

    private final CallLog calls;
    private final Recent<LogLine> lines;
    private final Recent<Figures> figures;
    private final LiveReply live;

    RecentRoutes(CallLog calls, Recent<LogLine> lines, Recent<Figures> figures, LiveReply live) {
        this.calls = calls;
        this.lines = lines;
        this.figures = figures;
        this.live = live;
    }

    List<Route> routes() {
        AccessLevel operator = AccessLevel.OPERATOR;
        return List.of(
                Route.get("/ui-api/calls", operator, MediaTypes.ANY, this::calls),
                Route.get(
                        "/ui-api/log",
                        operator,
                        MediaTypes.ANY,
                        call -> follow(call, lines, RecentRoutes::line)),
                Route.get(
                        "/ui-api/figures",
                        operator,
                        MediaTypes.ANY,
                        call -> follow(call, figures, RecentRoutes::figures)));
    }

    /** Writes the fields of one. */
    @FunctionalInterface
    private interface Fields<T> {
        void write(JsonGenerator json, T value) throws IOException;
    }

    /** Calls are kept only while somebody looks. */
    private Reply calls(Call call) throws BadRequest {
        long after = Parameters.number(call, "after").orElse(calls.calls().last());
        return live.of(
                call,
                (out, pause) -> {
                    calls.watch();
                    try {
                        follow(out, pause, calls.calls(), after, RecentRoutes::call);
                    } finally {
                        calls.unwatch();
                    }
                });
    }

    private <T> Reply follow(Call call, Recent<T> recent, Fields<T> fields) throws BadRequest {
        long after = Parameters.number(call, "after").orElse(0);
        return live.of(call, (out, pause) -> follow(out, pause, recent, after, fields));
    }

    private static <T> void follow(
            LiveOutput out, LiveReply.Pause pause, Recent<T> recent, long after, Fields<T> fields)
            throws IOException, InterruptedException {
        long known = after;
        boolean goesOn = true;
        out.signOfLife();
        while (goesOn) {
            List<Numbered<T>> batch = recent.after(known, BATCH_MAX);
            if (batch.isEmpty()) {
                long seen = recent.last();
                goesOn = pause.await(() -> recent.awaitAfter(seen, LiveOutput.SIGN_OF_LIFE));
                if (goesOn && recent.last() == seen) {
                    out.signOfLife();
                }
            } else {
                known = batch.getLast().number();
                send(out, known, batch, fields);
            }
        }
    }

    private static <T> void send(
            LiveOutput out, long last, List<Numbered<T>> batch, Fields<T> fields)
            throws IOException {
        out.send(
                "items",
                Long.toString(last),
                json -> {
                    json.writeArrayFieldStart("items");
                    for (Numbered<T> item : batch) {
                        json.writeStartObject();
                        json.writeNumberField("number", item.number());
                        fields.write(json, item.value());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    private static void call(JsonGenerator json, ObservedCall call) throws IOException {
        json.writeStringField("at", call.at().toString());
        json.writeStringField("via", call.via());
        json.writeStringField("login", call.login());
        json.writeStringField("operation", call.operation());
        json.writeStringField("stream", call.stream());
        json.writeStringField("request", call.request());
        json.writeStringField("result", call.result());
        json.writeBooleanField("failed", call.failed());
        json.writeNumberField("events", call.events());
        json.writeNumberField("micros", call.micros());
    }

    private static void line(JsonGenerator json, LogLine line) throws IOException {
        json.writeStringField("at", line.at().toString());
        json.writeStringField("level", line.level());
        json.writeStringField("logger", line.logger());
        json.writeStringField("thread", line.thread());
        json.writeStringField("text", line.text());
    }

    private static void figures(JsonGenerator json, Figures figures) throws IOException {
        json.writeNumberField("at", figures.at().toEpochMilli());
        json.writeNumberField("appended", figures.appendedPerSecond());
        json.writeNumberField("read", figures.readPerSecond());
        json.writeNumberField("calls", figures.callsPerSecond());
        json.writeNumberField("appendMicros", figures.appendMicros());
        json.writeNumberField("readMicros", figures.readMicros());
        json.writeNumberField("connections", figures.connections());
        json.writeNumberField("heap", figures.heapBytes());
        json.writeNumberField("cpu", figures.cpuPercent());
        json.writeNumberField("events", figures.events());
        json.writeNumberField("fileBytes", figures.fileBytes());
        json.writeArrayFieldStart("clients");
        for (Figures.ClientRate client : figures.clients()) {
            json.writeStartObject();
            json.writeStringField("via", client.via());
            json.writeStringField("name", client.name());
            json.writeStringField("login", client.login());
            json.writeNumberField("requests", client.done().requests());
            json.writeNumberField("appended", client.done().appended());
            json.writeNumberField("read", client.done().read());
            json.writeNumberField("seconds", client.seconds());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
