package dev.eventstore.server.stats;

/** A kind of work whose number and duration are counted. */
public enum Operation {
    /** Appending to one or several streams. */
    APPEND("request-manager"),
    /** Deleting a stream. */
    DELETE("delete"),
    /** Reading one event. */
    READ_EVENT("reader-readevent"),
    /** Reading a page of a stream. */
    READ_STREAM("reader-streamrange"),
    /** Reading a page of everything. */
    READ_ALL("reader-allrange"),
    /** Answering a request of HTTP. */
    HTTP("http-send");

    private final String histogram;

    Operation(String histogram) {
        this.histogram = histogram;
    }

    /** The name of its histogram. */
    public String histogram() {
        return histogram;
    }
}
