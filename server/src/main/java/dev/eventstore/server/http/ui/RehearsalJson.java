package dev.eventstore.server.http.ui;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.projection.debug.DebugSession;
import dev.eventstore.server.projection.debug.DryRun;
import dev.eventstore.server.projection.debug.Step;
import dev.eventstore.server.projection.debug.Stop;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.javascript.ScriptFault;
import dev.eventstore.server.projection.javascript.ScriptLine;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sessions and dry runs for the pages. States are texts, so that their numbers stay exact. */
final class RehearsalJson {
    private RehearsalJson() {}

    static void session(JsonGenerator json, DebugSession session) throws IOException {
        json.writeNumberField("version", session.version());
        json.writeBooleanField("busy", session.isBusy());
        DebugSession.View view = session.view();
        source(json, view.source(), view.isWithoutIndex());
        stop(json, view.stop());
        json.writeBooleanField("revisions", view.isStream());
        json.writeNumberField("handled", view.handled());
        json.writeNumberField("passed", view.passed());
        json.writeNumberField("head", view.head());
        json.writeArrayFieldStart("history");
        for (Step step : view.history()) {
            summary(json, step);
        }
        json.writeEndArray();
        texts(json, "partitions", view.partitions());
        json.writeNumberField("partitionCount", view.partitionCount());
        if (view.history().isEmpty()) {
            json.writeNullField("step");
        } else {
            json.writeFieldName("step");
            whole(json, view.history().getLast());
        }
    }

    static void report(JsonGenerator json, DryRun.Report report) throws IOException {
        source(json, report.source(), report.isWithoutIndex());
        stop(json, report.stop());
        json.writeNumberField("handled", report.handled());
        json.writeNumberField("passed", report.passed());
        json.writeNumberField("head", report.head());
        json.writeNumberField("millis", report.time().toMillis());
        json.writeNumberField("emitted", report.emitted());
        json.writeArrayFieldStart("output");
        for (DryRun.Output each : report.output()) {
            json.writeStartObject();
            emitted(json, each.emitted());
            event(json, "cause", each.cause());
            json.writeEndObject();
        }
        json.writeEndArray();
        texts(json, "log", report.log());
        texts(json, "partitions", report.partitions());
        json.writeNumberField("partitionCount", report.partitionCount());
        if (report.failure() != null) {
            json.writeObjectFieldStart("failure");
            json.writeStringField("message", report.failure().message());
            event(json, "event", report.failure().event());
            json.writeEndObject();
        }
    }

    static void step(JsonGenerator json, Step step) throws IOException {
        json.writeFieldName("step");
        whole(json, step);
    }

    static void source(JsonGenerator json, Source source, boolean isWithoutIndex)
            throws IOException {
        json.writeObjectFieldStart("source");
        json.writeBooleanField("everything", source.allStreams());
        texts(json, "streams", source.names());
        json.writeBooleanField("withoutIndex", isWithoutIndex);
        json.writeBooleanField("allTypes", source.allEvents());
        texts(json, "types", source.events());
        json.writeStringField(
                "partitioning", source.partitioning().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("biState", source.options().isBiState());
        json.writeBooleanField("results", source.options().producesResults());
        json.writeEndObject();
    }

    private static void whole(JsonGenerator json, Step step) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", step.number());
        json.writeNumberField("place", step.place());
        json.writeStringField("partition", step.partition());
        EventJson.whole(json, "event", step.event().event());
        EventJson.whole(json, "link", step.event().link());
        json.writeArrayFieldStart("changes");
        for (Step.Change change : step.changes()) {
            json.writeStartObject();
            json.writeStringField("partition", change.partition());
            json.writeStringField("before", change.before());
            json.writeStringField("after", change.after());
            json.writeStringField("result", change.result());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("emitted");
        for (Emitted each : step.emitted()) {
            json.writeStartObject();
            emitted(json, each);
            json.writeEndObject();
        }
        json.writeEndArray();
        texts(json, "log", step.log());
        lines(json, step.lines());
        fault(json, step.fault());
        json.writeEndObject();
    }

    private static void summary(JsonGenerator json, Step step) throws IOException {
        RecordedEvent event = step.event().event();
        json.writeStartObject();
        json.writeNumberField("number", step.number());
        json.writeNumberField("place", step.place());
        json.writeStringField("stream", event.stream().value());
        json.writeNumberField("revision", event.revision().value());
        json.writeStringField("type", event.type());
        json.writeStringField("partition", step.partition());
        json.writeNumberField("emitted", step.emitted().size());
        json.writeBooleanField("failed", step.fault() != null);
        json.writeEndObject();
    }

    private static void lines(JsonGenerator json, List<ScriptLine> lines) throws IOException {
        json.writeArrayFieldStart("lines");
        for (ScriptLine line : lines) {
            json.writeStartObject();
            json.writeNumberField("number", line.number());
            json.writeStringField("function", line.function());
            json.writeObjectFieldStart("variables");
            for (ScriptLine.Variable variable : line.variables()) {
                json.writeStringField(variable.name(), variable.value());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void fault(JsonGenerator json, @Nullable ScriptFault fault) throws IOException {
        if (fault == null) {
            json.writeNullField("fault");
            return;
        }
        json.writeObjectFieldStart("fault");
        json.writeStringField("message", fault.message());
        json.writeNumberField("line", fault.line());
        json.writeStringField("function", fault.function());
        json.writeEndObject();
    }

    private static void stop(JsonGenerator json, Stop stop) throws IOException {
        json.writeObjectFieldStart("stop");
        json.writeStringField("why", why(stop));
        switch (stop) {
            case Stop.Plain _ -> {}
            case Stop.Line(int number) -> json.writeNumberField("line", number);
            case Stop.BadCondition(String message) -> json.writeStringField("message", message);
            case Stop.Limit(String message) -> json.writeStringField("message", message);
            case Stop.AccessDenied denied ->
                    json.writeStringField("stream", denied.stream().value());
        }
        json.writeEndObject();
    }

    private static String why(Stop stop) {
        return switch (stop) {
            case Stop.Plain plain -> plain.name().toLowerCase(Locale.ROOT);
            case Stop.Line _ -> "line";
            case Stop.BadCondition _ -> "bad_condition";
            case Stop.Limit _ -> "limit";
            case Stop.AccessDenied _ -> "access_denied";
        };
    }

    private static void emitted(JsonGenerator json, Emitted emitted) throws IOException {
        json.writeStringField("stream", emitted.stream().value());
        json.writeStringField("type", emitted.type());
        json.writeBooleanField("isJson", emitted.isJson());
        json.writeStringField("data", emitted.data().text());
        json.writeArrayFieldStart("metadata");
        for (Emitted.Member member : emitted.metadata()) {
            json.writeStartObject();
            json.writeStringField("name", member.name());
            json.writeStringField("json", member.json());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void event(JsonGenerator json, String field, RecordedEvent event)
            throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("position", event.position().value());
        json.writeStringField("stream", event.stream().value());
        json.writeNumberField("revision", event.revision().value());
        json.writeStringField("type", event.type());
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String field, List<String> texts)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
