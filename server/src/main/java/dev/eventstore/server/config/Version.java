package dev.eventstore.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * Which build this is.
 *
 * @param number such as {@code 1.0.0}
 * @param commit the commit it was built from, empty if unknown
 */
public record Version(String number, String commit) {
    /** The release of the original server whose HTTP and TCP interface this one serves. */
    public static final String COMPATIBLE_WITH = "5.0.12.0";

    private static final Version CURRENT = read();

    /** This build, as its archive says; outside an archive, {@code development}. */
    public static Version current() {
        return CURRENT;
    }

    /** The line that {@code --version} prints. */
    public String sentence() {
        String origin = commit.isEmpty() ? "" : " (" + commit + ")";
        return "Event Store, Developer Edition, version " + number + origin;
    }

    private static Version read() {
        Version unknown = new Version("development", "");
        URL here = Version.class.getResource("Version.class");
        if (here == null || !here.getProtocol().equals("jar")) {
            return unknown;
        }
        String archive = here.toString().substring(0, here.toString().indexOf("!/") + 2);
        try (InputStream stream =
                URI.create(archive + "META-INF/MANIFEST.MF").toURL().openStream()) {
            Attributes attributes = new Manifest(stream).getMainAttributes();
            String number = attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            String commit = attributes.getValue("Build-Commit");
            return number == null
                    ? unknown
                    : new Version(number, commit == null ? "" : commit.strip());
        } catch (IOException unreadable) {
            return unknown;
        }
    }
}
