package dev.eventstore.launcher.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings as a file has them. A field that is missing has its initial value. */
final class SettingsJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TEMPORARY = "temporary";
    private static final String IN_MEMORY = "memory";

    private SettingsJson() {}

    static byte[] write(LauncherSettings settings) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        NodeChoices node = settings.node();
        root.put(
                "database",
                switch (node.database()) {
                    case DatabaseChoice.InFolder(Path folder) -> folder.toString();
                    case DatabaseChoice.Passing.TEMPORARY -> TEMPORARY;
                    case DatabaseChoice.Passing.IN_MEMORY -> IN_MEMORY;
                });
        root.put("httpPort", node.httpPort())
                .put("tcpPort", node.tcpPort())
                .put("access", node.access().name())
                .put("logLevel", node.logLevel())
                .put("projections", node.runsProjections());
        Look look = settings.look();
        root.put("colours", look.colours().name())
                .put("fontPercent", look.fontPercent())
                .put("calm", look.isCalm());
        Habits habits = settings.habits();
        root.put("startsNode", habits.startsNode())
                .put("startsHidden", habits.startsHidden())
                .put("closesToTray", habits.closesToTray())
                .put("notifies", habits.notifies())
                .put("welcomed", habits.isWelcomed())
                .put("knowsTray", habits.knowsTray());
        ArrayNode recent = root.putArray("recent");
        settings.recent().forEach(folder -> recent.add(folder.toString()));
        settings.window()
                .ifPresent(place ->
                        root.putObject("window")
                                .put("x", place.x())
                                .put("y", place.y())
                                .put("width", place.width())
                                .put("height", place.height()));
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /**
     * @throws IOException if these are no settings
     * @throws IllegalArgumentException if a value cannot be
     */
    static LauncherSettings read(byte[] bytes, LauncherSettings initial) throws IOException {
        JsonNode root = MAPPER.readTree(bytes);
        if (root == null || !root.isObject()) {
            throw new IOException("It holds no settings");
        }
        NodeChoices node = initial.node();
        Look look = initial.look();
        Habits habits = initial.habits();
        List<Path> recent = new ArrayList<>();
        root.path("recent").forEach(folder -> recent.add(Path.of(folder.asText())));
        return new LauncherSettings(
                new NodeChoices(
                        root.has("database")
                                ? database(root.get("database").asText())
                                : node.database(),
                        root.path("httpPort").asInt(node.httpPort()),
                        root.path("tcpPort").asInt(node.tcpPort()),
                        Access.valueOf(root.path("access").asText(node.access().name())),
                        root.path("logLevel").asText(node.logLevel()),
                        root.path("projections").asBoolean(node.runsProjections())),
                new Look(
                        ColourScheme.valueOf(root.path("colours").asText(look.colours().name())),
                        root.path("fontPercent").asInt(look.fontPercent()),
                        root.path("calm").asBoolean(look.isCalm())),
                new Habits(
                        root.path("startsNode").asBoolean(habits.startsNode()),
                        root.path("startsHidden").asBoolean(habits.startsHidden()),
                        root.path("closesToTray").asBoolean(habits.closesToTray()),
                        root.path("notifies").asBoolean(habits.notifies()),
                        root.path("welcomed").asBoolean(habits.isWelcomed()),
                        root.path("knowsTray").asBoolean(habits.knowsTray())),
                recent,
                place(root.path("window")));
    }

    private static DatabaseChoice database(String text) {
        return switch (text) {
            case TEMPORARY -> DatabaseChoice.Passing.TEMPORARY;
            case IN_MEMORY -> DatabaseChoice.Passing.IN_MEMORY;
            default -> new DatabaseChoice.InFolder(Path.of(text));
        };
    }

    private static Optional<WindowPlace> place(JsonNode window) {
        return window.isObject()
                ? Optional.of(
                        new WindowPlace(
                                window.path("x").asDouble(),
                                window.path("y").asDouble(),
                                window.path("width").asDouble(),
                                window.path("height").asDouble()))
                : Optional.empty();
    }
}
