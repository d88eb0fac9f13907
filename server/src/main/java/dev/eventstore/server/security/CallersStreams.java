package dev.eventstore.server.security;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.DeleteResult;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.MultiAppendResult;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The streams as one caller may use them. A write is judged before it is done. A read is judged
 * after it is done, by the metadata that came with the page: whoever closes a stream and then
 * appends a secret can be sure that no reader slips through in between.
 */
record CallersStreams(StreamOperations streams, AccessRules rules, Caller caller)
        implements StreamOperations {
    @Override
    public AppendResult append(Append append) {
        return rules.allows(caller, append.stream(), Right.WRITE)
                ? streams.append(append)
                : new AppendResult.AccessDenied(append.stream());
    }

    @Override
    public MultiAppendResult appendToMany(List<Append> appends) {
        for (int part = 0; part < appends.size(); part++) {
            StreamName stream = appends.get(part).stream();
            if (!rules.allows(caller, stream, Right.WRITE)) {
                return new MultiAppendResult.Refused(part, new AppendResult.AccessDenied(stream));
            }
        }
        return streams.appendToMany(appends);
    }

    @Override
    public DeleteResult delete(Delete delete) {
        return rules.allows(caller, delete.stream(), Right.DELETE)
                ? streams.delete(delete)
                : new DeleteResult.AccessDenied(delete.stream());
    }

    @Override
    public ReadStreamResult readStream(ReadStream read) {
        StreamName stream = read.stream();
        ReadStreamResult result = streams.readStream(read);
        boolean isOpen =
                switch (result) {
                    case ReadStreamResult.Page page ->
                            rules.allows(caller, stream, Right.READ, page.metadata());
                    case ReadStreamResult.NoStream _, ReadStreamResult.StreamDeleted _ ->
                            rules.allows(caller, stream, Right.READ);
                    case ReadStreamResult.AccessDenied _ -> false;
                };
        if (!isOpen) {
            return new ReadStreamResult.AccessDenied(stream);
        }
        if (result instanceof ReadStreamResult.Page page) {
            Optional<StreamName> closed = rules.closedTarget(caller, page.events());
            if (closed.isPresent()) {
                return new ReadStreamResult.AccessDenied(closed.get());
            }
        }
        return result;
    }

    @Override
    public ReadEventResult readEvent(ReadEvent read) {
        StreamName stream = read.stream();
        ReadEventResult result = streams.readEvent(read);
        boolean isOpen =
                switch (result) {
                    case ReadEventResult.Found found ->
                            rules.allows(caller, stream, Right.READ, found.metadata());
                    case ReadEventResult.NotFound missing ->
                            rules.allows(caller, stream, Right.READ, missing.metadata());
                    case ReadEventResult.NoStream _, ReadEventResult.StreamDeleted _ ->
                            rules.allows(caller, stream, Right.READ);
                    case ReadEventResult.AccessDenied _ -> false;
                };
        if (!isOpen) {
            return new ReadEventResult.AccessDenied(stream);
        }
        if (result instanceof ReadEventResult.Found found) {
            Optional<StreamName> closed = rules.closedTarget(caller, List.of(found.event()));
            if (closed.isPresent()) {
                return new ReadEventResult.AccessDenied(closed.get());
            }
        }
        return result;
    }

    @Override
    public ReadAllResult readAll(ReadAll read) {
        return switch (streams.readAll(read)) {
            case ReadAllResult.Page page when isOpen(page) -> page;
            case ReadAllResult.Page _, ReadAllResult.AccessDenied _ ->
                    new ReadAllResult.AccessDenied();
        };
    }

    @Override
    public MetadataResult metadata(StreamName stream) {
        return switch (streams.metadata(stream)) {
            case MetadataResult.InForce now
                    when rules.allows(caller, stream, Right.METADATA_READ, now.metadata()) ->
                    now;
            case MetadataResult.InForce _, MetadataResult.AccessDenied _ ->
                    new MetadataResult.AccessDenied(stream);
        };
    }

    @Override
    public Position head() {
        return streams.head();
    }

    @Override
    public Position awaitHeadAfter(Position seen, Duration patience) throws InterruptedException {
        return streams.awaitHeadAfter(seen, patience);
    }

    private boolean isOpen(ReadAllResult.Page page) {
        return rules.allows(caller, SystemStreams.ALL, Right.READ, page.metadata())
                && rules.closedTarget(caller, page.events()).isEmpty();
    }
}
