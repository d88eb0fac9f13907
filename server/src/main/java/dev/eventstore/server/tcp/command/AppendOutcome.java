package dev.eventstore.server.tcp.command;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;

/**
 * What came of an append, in the numbers of the protocol.
 *
 * @param code an {@code OperationResult}
 * @param message empty for none
 * @param first revision of the first event
 * @param last revision of the last event
 * @param position of the last event; −1 of a repeat
 */
record AppendOutcome(int code, String message, long first, long last, long position) {
    static final String WRONG_EXPECTED_VERSION = "Wrong expected version.";
    static final String STREAM_DELETED = "Stream is deleted.";
    static final String ACCESS_DENIED = "Access denied.";

    private static final int SUCCESS = 0;
    private static final int IS_WRONG_EXPECTED_VERSION = 4;
    private static final int IS_STREAM_DELETED = 5;
    private static final int IS_ACCESS_DENIED = 7;

    /**
     * Tells a result.
     *
     * @throws BadRequest if the protocol has no result for it
     */
    static AppendOutcome of(AppendResult result) throws BadRequest {
        return switch (result) {
            case AppendResult.Appended(long first, long last, Position at, boolean isRepeat) ->
                    new AppendOutcome(SUCCESS, "", first, last, isRepeat ? -1 : at.value());
            case AppendResult.WrongExpectedVersion _ ->
                    refused(IS_WRONG_EXPECTED_VERSION, WRONG_EXPECTED_VERSION);
            case AppendResult.StreamDeleted _ -> refused(IS_STREAM_DELETED, STREAM_DELETED);
            case AppendResult.AccessDenied _ -> refused(IS_ACCESS_DENIED, ACCESS_DENIED);
            case AppendResult.EventTooLarge large ->
                    throw new BadRequest(
                            "events["
                                    + large.index()
                                    + "]: "
                                    + large.bytes()
                                    + " bytes of data and metadata are too many; at most "
                                    + Append.EVENT_BYTES_MAX
                                    + " are possible.");
        };
    }

    private static AppendOutcome refused(int code, String message) {
        return new AppendOutcome(code, message, -1, -1, -1);
    }
}
