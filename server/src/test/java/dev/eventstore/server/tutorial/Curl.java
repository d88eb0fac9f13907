package dev.eventstore.server.tutorial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as a document shows it: a {@code curl} command with the options that ours use.
 *
 * @param method what {@code -X} says, or what follows from {@code -d}
 * @param address where it goes in the document
 * @param headers names and values in turn
 * @param body what {@code -d} says, {@code null} for none
 */
record Curl(String method, String address, List<String> headers, @Nullable String body) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String SHOWN_NODE = "http://127.0.0.1:2113";

    /**
     * Reads a command.
     *
     * @param words the words after {@code curl}, quotes already taken off
     * @throws IllegalArgumentException for an option that no document used so far
     */
    static Curl of(List<String> words) {
        String method = null;
        String address = null;
        String body = null;
        List<String> headers = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-i" -> {} // What is shown does not matter here.
                case "-o" -> i++;
                case "-X" -> method = words.get(++i);
                case "-d" -> body = words.get(++i);
                case "-u" -> headers.addAll(List.of("Authorization", basic(words.get(++i))));
                case "-H" -> headers.addAll(List.of(words.get(++i).split(": ", 2)));
                case String option when option.startsWith("-") ->
                        throw new IllegalArgumentException("An unknown option of curl: " + option);
                case String word -> address = word;
            }
        }
        if (address == null || !address.startsWith(SHOWN_NODE)) {
            throw new IllegalArgumentException("Leads nowhere: " + words);
        }
        if (!headers.contains("Accept")) {
            headers.addAll(List.of("Accept", "*/*"));
        }
        String implied = body == null ? "GET" : "POST";
        return new Curl(method == null ? implied : method, address, headers, body);
    }

    /** The same with another text in its address or body, which must hold the old one. */
    Curl with(String old, String replacement) {
        if (!(address + body).contains(old)) {
            throw new IllegalArgumentException(this + " does not contain " + old);
        }
        return new Curl(
                method,
                address.replace(old, replacement),
                headers,
                body == null ? null : body.replace(old, replacement));
    }

    /** Sends it to a node instead of the one that the document shows. */
    HttpResponse<String> send(URI node) throws IOException, InterruptedException {
        return HTTP.send(request(node), HttpResponse.BodyHandlers.ofString());
    }

    /** The same for what is no text. */
    HttpResponse<byte[]> download(URI node) throws IOException, InterruptedException {
        return HTTP.send(request(node), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest request(URI node) {
        return HttpRequest.newBuilder(URI.create(address.replace(SHOWN_NODE, node.toString())))
                .timeout(PATIENCE)
                .headers(headers.toArray(String[]::new))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String basic(String credentials) {
        byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }
}
