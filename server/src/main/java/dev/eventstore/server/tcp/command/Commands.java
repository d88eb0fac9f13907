package dev.eventstore.server.tcp.command;

import dev.eventstore.server.group.GroupOperations;
import dev.eventstore.server.scavenge.Scavenger;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.GuardedTransactions;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.subscription.Subscriptions;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.frame.Frames;
import dev.eventstore.server.tcp.frame.Request;
import dev.eventstore.server.tcp.wire.IdentifyClient;

/** Who does what clients ask for. Thread-safe. */
public final class Commands {
    /** How much of a client's name is kept. */
    private static final int NAME_CHARS_MAX = 256;

    private final WriteCommands writes;
    private final TransactionCommands transactions;
    private final ReadStreamCommands streamReads;
    private final ReadAllCommands allReads;
    private final SubscriptionCommands subscriptions;
    private final GroupCommands groups;
    private final OperatorCommands operators;

    /**
     * @param streams for reads and appends
     * @param transactions for appends in parts
     * @param subscriptions to what comes from now on
     * @param groups for consumers that share events
     * @param scavenger for operators
     */
    public Commands(
            GuardedStreams streams,
            GuardedTransactions transactions,
            Subscriptions subscriptions,
            GroupOperations groups,
            Scavenger scavenger) {
        this.writes = new WriteCommands(streams);
        this.transactions = new TransactionCommands(transactions);
        this.streamReads = new ReadStreamCommands(streams);
        this.allReads = new ReadAllCommands(streams);
        this.subscriptions = new SubscriptionCommands(subscriptions);
        this.groups = new GroupCommands(groups, streams);
        this.operators = new OperatorCommands(scavenger);
    }

    /**
     * Does what a client asks for, or begins to.
     *
     * @throws BadRequest if that cannot be understood, or a client does not ask such a thing
     * @throws InterruptedException if the connection ends while this waits
     */
    public void handle(Command command, Request request, Caller caller, Session session)
            throws BadRequest, InterruptedException {
        switch (command) {
            case PING -> session.send(Frames.echo(Command.PONG, request));
            case WRITE_EVENTS -> writes.append(request, caller, session);
            case DELETE_STREAM -> writes.delete(request, caller, session);
            case TRANSACTION_START -> transactions.start(request, caller, session);
            case TRANSACTION_WRITE -> transactions.write(request, caller, session);
            case TRANSACTION_COMMIT -> transactions.commit(request, caller, session);
            case READ_EVENT -> streamReads.event(request, caller, session);
            case READ_STREAM_EVENTS_FORWARD ->
                    streamReads.page(request, caller, session, Direction.FORWARD);
            case READ_STREAM_EVENTS_BACKWARD ->
                    streamReads.page(request, caller, session, Direction.BACKWARD);
            case READ_ALL_EVENTS_FORWARD ->
                    allReads.page(request, caller, session, Direction.FORWARD);
            case READ_ALL_EVENTS_BACKWARD ->
                    allReads.page(request, caller, session, Direction.BACKWARD);
            case FILTERED_READ_ALL_EVENTS_FORWARD ->
                    allReads.filteredPage(request, caller, session, Direction.FORWARD);
            case FILTERED_READ_ALL_EVENTS_BACKWARD ->
                    allReads.filteredPage(request, caller, session, Direction.BACKWARD);
            case SUBSCRIBE_TO_STREAM -> subscriptions.subscribe(request, caller, session);
            case FILTERED_SUBSCRIBE_TO_STREAM ->
                    subscriptions.subscribeFiltered(request, caller, session);
            case UNSUBSCRIBE_FROM_STREAM -> subscriptions.unsubscribe(request, session);
            case CONNECT_TO_PERSISTENT_SUBSCRIPTION -> groups.connect(request, caller, session);
            case CREATE_PERSISTENT_SUBSCRIPTION -> groups.create(request, caller, session);
            case UPDATE_PERSISTENT_SUBSCRIPTION -> groups.update(request, caller, session);
            case DELETE_PERSISTENT_SUBSCRIPTION -> groups.delete(request, caller, session);
            case PERSISTENT_SUBSCRIPTION_ACK_EVENTS -> groups.acknowledge(request, session);
            case PERSISTENT_SUBSCRIPTION_NAK_EVENTS -> groups.refuse(request, session);
            case SCAVENGE_DATABASE -> operators.scavenge(request, caller, session);
            case IDENTIFY_CLIENT -> identify(request, session);
            case HEARTBEAT_REQUEST,
                    HEARTBEAT_RESPONSE,
                    AUTHENTICATE,
                    PONG,
                    WRITE_EVENTS_COMPLETED,
                    TRANSACTION_START_COMPLETED,
                    TRANSACTION_WRITE_COMPLETED,
                    TRANSACTION_COMMIT_COMPLETED,
                    DELETE_STREAM_COMPLETED,
                    READ_EVENT_COMPLETED,
                    READ_STREAM_EVENTS_FORWARD_COMPLETED,
                    READ_STREAM_EVENTS_BACKWARD_COMPLETED,
                    READ_ALL_EVENTS_FORWARD_COMPLETED,
                    READ_ALL_EVENTS_BACKWARD_COMPLETED,
                    FILTERED_READ_ALL_EVENTS_FORWARD_COMPLETED,
                    FILTERED_READ_ALL_EVENTS_BACKWARD_COMPLETED,
                    SUBSCRIPTION_CONFIRMATION,
                    STREAM_EVENT_APPEARED,
                    SUBSCRIPTION_DROPPED,
                    PERSISTENT_SUBSCRIPTION_CONFIRMATION,
                    PERSISTENT_SUBSCRIPTION_STREAM_EVENT_APPEARED,
                    CREATE_PERSISTENT_SUBSCRIPTION_COMPLETED,
                    DELETE_PERSISTENT_SUBSCRIPTION_COMPLETED,
                    UPDATE_PERSISTENT_SUBSCRIPTION_COMPLETED,
                    SCAVENGE_DATABASE_RESPONSE,
                    CHECKPOINT_REACHED,
                    BAD_REQUEST,
                    NOT_HANDLED,
                    AUTHENTICATED,
                    NOT_AUTHENTICATED,
                    CLIENT_IDENTIFIED ->
                    throw new BadRequest("Clients do not send this command.");
        }
    }

    private static void identify(Request request, Session session) throws BadRequest {
        IdentifyClient message = Fields.message(IdentifyClient.parser(), request);
        String name = message.getConnectionName();
        session.identify(
                message.getVersion(), name.substring(0, Math.min(name.length(), NAME_CHARS_MAX)));
        session.send(Frames.empty(Command.CLIENT_IDENTIFIED, request.correlation()));
    }
}
