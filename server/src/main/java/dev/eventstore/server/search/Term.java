package dev.eventstore.server.search;

import dev.eventstore.server.event.RecordedEvent;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** One condition of a query. */
sealed interface Term
        permits PathTerm,
                Term.Text,
                Term.Type,
                Term.Stream,
                Term.Id,
                Term.After,
                Term.Before,
                Term.Not {
    /** Answers whether an event meets it. */
    boolean fits(RecordedEvent event);

    /** A text somewhere in data, metadata, type or name of the stream; letters in any case. */
    record Text(Needle needle) implements Term {
        @Override
        public boolean fits(RecordedEvent event) {
            return needle.isIn(event.data())
                    || needle.isIn(event.metadata())
                    || needle.isIn(event.type())
                    || needle.isIn(event.stream().value());
        }
    }

    /** The type, with {@code *} for any text. */
    record Type(Pattern pattern) implements Term {
        @Override
        public boolean fits(RecordedEvent event) {
            return pattern.matcher(event.type()).matches();
        }
    }

    /** The name of the stream, with {@code *} for any text. */
    record Stream(String text, Pattern pattern) implements Term {
        @Override
        public boolean fits(RecordedEvent event) {
            return pattern.matcher(event.stream().value()).matches();
        }

        boolean isExact() {
            return text.indexOf('*') < 0;
        }
    }

    /** The id of the event. */
    record Id(UUID id) implements Term {
        @Override
        public boolean fits(RecordedEvent event) {
            return event.id().equals(id);
        }
    }

    /** Taken at or after a point in time. */
    record After(Instant instant) implements Term {
        @Override
        public boolean fits(RecordedEvent event) {
            return !event.created().isBefore(instant);
        }
    }

    /** Taken before a point in time. */
    record Before(Instant instant) implements Term {
        @Override
        public boolean fits(RecordedEvent event) {
            return event.created().isBefore(instant);
        }
    }

    /** Not what another term says. */
    record Not(Term term) implements Term {
        @Override
        public boolean fits(RecordedEvent event) {
            return !term.fits(event);
        }
    }
}
