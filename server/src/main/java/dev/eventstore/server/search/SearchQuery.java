package dev.eventstore.server.search;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What somebody looks for: an event fits if all terms do.
 *
 * <pre>
 * tea                     the text tea, anywhere
 * "green tea"             a text with a space in it
 * type:orderPlaced        of this type; * stands for any text
 * stream:orders-*         in these streams
 * id:5ddc…                with this id
 * order.id=42             with this value at this path; also != &lt; &lt;= &gt; &gt;=
 * meta.$correlationId=x   the same in the metadata
 * after:2026-11-26        taken since then; before: the same
 * -type:…                 not so
 * </pre>
 */
public final class SearchQuery {
    /** The longest query, in characters. */
    public static final int CHARACTERS_MAX = 1_000;

    private final List<Term> terms;
    private final boolean system;

    private SearchQuery(List<Term> terms, boolean system) {
        this.terms = terms;
        this.system = system;
    }

    /**
     * Reads a query.
     *
     * @param system whether events of system streams fit as well
     * @throws IllegalArgumentException if it makes no sense; the message says what does not
     */
    public static SearchQuery parse(String text, boolean system) {
        if (text.length() > CHARACTERS_MAX) {
            throw new IllegalArgumentException(
                    "A query may have at most " + CHARACTERS_MAX + " characters.");
        }
        return new SearchQuery(new QueryReader(text).read(), system);
    }

    /** Answers whether everything fits. */
    public boolean isEmpty() {
        return terms.isEmpty() && system;
    }

    /** Answers whether an event fits. */
    public boolean fits(RecordedEvent event) {
        if (!system && event.stream().isSystem() && onlyStream().isEmpty()) {
            return false;
        }
        for (Term term : terms) {
            if (!term.fits(event)) {
                return false;
            }
        }
        return true;
    }

    /** The one stream that events must be of, if the query names it in full. */
    Optional<StreamName> onlyStream() {
        for (Term term : terms) {
            if (term instanceof Term.Stream stream && stream.isExact()) {
                return Optional.of(StreamName.of(stream.text()));
            }
        }
        return Optional.empty();
    }

    /** Since when events must have been taken. */
    Optional<Instant> after() {
        return terms.stream()
                .filter(Term.After.class::isInstance)
                .map(term -> ((Term.After) term).instant())
                .max(Instant::compareTo);
    }

    /** Before when events must have been taken. */
    Optional<Instant> before() {
        return terms.stream()
                .filter(Term.Before.class::isInstance)
                .map(term -> ((Term.Before) term).instant())
                .min(Instant::compareTo);
    }
}
