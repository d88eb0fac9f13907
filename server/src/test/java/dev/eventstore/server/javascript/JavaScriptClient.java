package dev.eventstore.server.javascript;

/** A client of the field, and the scenarios that are told in its words. */
enum JavaScriptClient {
    /** TCP, as in the days of v5. */
    NODE_EVENTSTORE_CLIENT("node-eventstore-client.test.js", 18, 74),
    /** gRPC, version 20 to 24. */
    EVENTSTORE_DB_CLIENT("eventstore-db-client.test.js", 18, 97),
    /** gRPC, and both protocols of KurrentDB. */
    KURRENTDB_CLIENT("kurrentdb-client.test.js", 18, 107);

    private final String file;
    private final int versionMin;
    private final int scenariosMin;

    JavaScriptClient(String file, int versionMin, int scenariosMin) {
        this.file = file;
        this.versionMin = versionMin;
        this.scenariosMin = scenariosMin;
    }

    /** The file with its scenarios. */
    String file() {
        return file;
    }

    /** The oldest major version of Node.js that it runs on. */
    int versionMin() {
        return versionMin;
    }

    /** A number of scenarios that it has for certain, so that none can get lost unseen. */
    int scenariosMin() {
        return scenariosMin;
    }
}
