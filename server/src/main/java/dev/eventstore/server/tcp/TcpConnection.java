package dev.eventstore.server.tcp;

import dev.eventstore.server.security.Caller;
import dev.eventstore.server.stats.ClientTally;
import dev.eventstore.server.stats.Connections;
import dev.eventstore.server.tcp.command.BadRequest;
import dev.eventstore.server.tcp.command.BegunTransactions;
import dev.eventstore.server.tcp.command.Commands;
import dev.eventstore.server.tcp.command.OpenSubscriptions;
import dev.eventstore.server.tcp.command.Refusals;
import dev.eventstore.server.tcp.command.Session;
import dev.eventstore.server.tcp.frame.BadFrameException;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.frame.Correlation;
import dev.eventstore.server.tcp.frame.Credentials;
import dev.eventstore.server.tcp.frame.Frame;
import dev.eventstore.server.tcp.frame.Frames;
import dev.eventstore.server.tcp.frame.PackageReader;
import dev.eventstore.server.tcp.frame.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: reads its requests, has them done, sends the answers. {@link #run} is for the thread
 * that reads; everything else is thread-safe.
 */
final class TcpConnection implements Session {
    /** How long a client may take to take 128 KiB, or to send the rest of a package. */
    static final Duration STALLED_MAX = Duration.ofSeconds(10);

    /** How long a client that sent rubbish gets to read what is wrong. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final Logger logger = LoggerFactory.getLogger(TcpConnection.class);

    private final Line line;
    private final Logins logins;
    private final Commands commands;
    private final UUID id;
    private final PackageReader reader;
    private final Outbox outbox;
    private final UnderWay underWay;
    private final OpenSubscriptions subscriptions = new OpenSubscriptions();
    private final BegunTransactions transactions = new BegunTransactions();
    private final Heartbeat heartbeat;
    private final ClientTally tally = new ClientTally();

    /** Whoever sent the last valid login; of the reading thread. */
    private Caller caller;

    /** What is put off until all packages that are here are handled; of the reading thread. */
    private final List<Runnable> putOff = new ArrayList<>();

    private volatile int version;
    private volatile String name = "";
    private volatile boolean isReading;
    private volatile boolean isClosed;

    TcpConnection(
            Line line,
            TcpSettings settings,
            Logins logins,
            Commands commands,
            Memory memory,
            UUID id)
            throws IOException {
        this.line = line;
        this.logins = logins;
        this.commands = commands;
        this.id = id;
        this.reader = new PackageReader(line.in(), this::enter);
        this.outbox = new Outbox(settings.pendingBytesMax());
        this.underWay = new UnderWay(outbox, memory, this::client);
        this.heartbeat = new Heartbeat(settings.heartbeatInterval(), settings.heartbeatTimeout());
        this.caller = logins.nobody().countedBy(tally);
    }

    /** Serves the client until either side has enough. */
    void run() {
        Thread sender = Thread.ofVirtual().name("tcp-sender").unstarted(this::send);
        try {
            line.secure();
            sender.start();
            read();
        } catch (BadFrameException rubbish) {
            logger.info("{} sent no package: {}", client(), rubbish.getMessage());
            sayLast(String.valueOf(rubbish.getMessage()));
        } catch (IOException gone) {
            logger.debug("{} is gone", client(), gone);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            logger.error("The connection to {} failed", client(), broken);
            sayLast("Internal error.");
        } finally {
            close();
        }
    }

    private void read() throws IOException, BadFrameException, InterruptedException {
        while (true) {
            outbox.awaitRoom();
            try {
                isReading = true;
                Request request = reader.next();
                isReading = false;
                if (request == null) {
                    return;
                }
                handle(request);
            } finally {
                underWay.leave();
            }
            if (!putOff.isEmpty() && !reader.isMoreHere()) {
                putOff.forEach(Runnable::run);
                putOff.clear();
            }
        }
    }

    /** While a package waits for room, its client is not to blame. */
    private void enter(int bytes) throws InterruptedException {
        isReading = false;
        underWay.enter(bytes);
        isReading = true;
    }

    private void handle(Request request) throws InterruptedException {
        Command command = request.command();
        if (command == Command.HEARTBEAT_REQUEST) {
            outbox.addFirst(Frames.empty(Command.HEARTBEAT_RESPONSE, request.correlation()));
        } else if (command != Command.HEARTBEAT_RESPONSE) {
            tally.asked();
            try {
                answer(command, request);
            } catch (BadRequest bad) {
                outbox.add(Refusals.badRequest(request, bad));
            }
        }
    }

    private void answer(@Nullable Command command, Request request)
            throws BadRequest, InterruptedException {
        if (underWay.isStopping()) {
            outbox.add(Refusals.notReady(request.correlation()));
            return;
        }
        if (request.correlation().isNone()) {
            throw new BadRequest("The correlation id must not be empty.");
        }
        if (command == Command.AUTHENTICATE) {
            authenticate(request);
            return;
        }
        if (command == null) {
            throw new BadRequest("There is no such command.");
        }
        Credentials credentials = request.credentials();
        Caller sender = credentials == null ? caller : callerOf(credentials);
        if (sender == null) {
            notAuthenticated(request, "Not Authenticated");
            return;
        }
        commands.handle(command, request, sender, this);
    }

    private void authenticate(Request request) {
        Credentials credentials = request.credentials();
        if (credentials == null) {
            notAuthenticated(request, "No user credentials provided.");
            return;
        }
        Caller sender = callerOf(credentials);
        if (sender == null) {
            notAuthenticated(request, "Unauthorized");
            return;
        }
        caller = sender;
        outbox.add(Frames.empty(Command.AUTHENTICATED, request.correlation()));
    }

    private @Nullable Caller callerOf(Credentials credentials) {
        Caller known = logins.callerOf(credentials, client());
        return known == null ? null : known.countedBy(tally);
    }

    private void notAuthenticated(Request request, String why) {
        outbox.add(Frames.text(Command.NOT_AUTHENTICATED, request.correlation(), why));
    }

    @Override
    public void send(Frame frame) {
        outbox.add(frame);
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        outbox.awaitRoom();
    }

    @Override
    public String remote() {
        return line.remote();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean knowsLongRevisions() {
        return version > 0;
    }

    @Override
    public void identify(int clientVersion, String clientName) {
        name = clientName.replaceAll("\\p{Cntrl}", " ");
        version = clientVersion;
    }

    @Override
    public OpenSubscriptions subscriptions() {
        return subscriptions;
    }

    @Override
    public BegunTransactions transactions() {
        return transactions;
    }

    @Override
    public void begin(Request request, Supplier<CompletableFuture<Work>> work)
            throws InterruptedException {
        underWay.begin(request, work);
    }

    @Override
    public void run(Request request, Work work) throws InterruptedException {
        underWay.run(request, work);
    }

    @Override
    public void runInTurn(Request request, Work work) throws InterruptedException {
        underWay.runInTurn(request, work);
    }

    @Override
    public void runInOrder(Request request, Work work) {
        underWay.attempt(request, work);
    }

    @Override
    public void whenQuiet(Runnable work) {
        putOff.add(work);
    }

    private void send() {
        try {
            outbox.sendTo(line.out());
        } catch (IOException gone) {
            logger.debug("{} is gone", client(), gone);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /** Tells what is wrong with the whole connection, and gives the client time to read it. */
    private void sayLast(String text) {
        outbox.add(Frames.text(Command.BAD_REQUEST, Correlation.NONE, text));
        try {
            if (outbox.awaitEmpty(LAST_WORDS)) {
                line.endGently(LAST_WORDS);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            logger.debug("{} is gone", client(), gone);
        }
    }

    /**
     * Looks whether the client is alive; called now and then.
     *
     * @param now in {@link System#nanoTime}
     */
    void look(long now) {
        if (isClosed) {
            return;
        }
        if (isOver(outbox.writingSince(), now)) {
            logger.warn(
                    "{} takes nothing for {} s and is dropped; {} bytes wait for it",
                    client(),
                    STALLED_MAX.toSeconds(),
                    outbox.pending());
            close();
        } else if (isOver(reader.incompleteSince(), now)) {
            logger.warn(
                    "{} leaves a package incomplete for {} s and is dropped",
                    client(),
                    STALLED_MAX.toSeconds());
            close();
        } else {
            beat(now);
        }
    }

    private void beat(long now) {
        // While much waits for the client, its answers wait as well: unread here, or unasked for
        // there. Whether it takes anything is another question.
        boolean isExcused = !isReading || outbox.pending() > 0;
        switch (heartbeat.look(now, reader.received(), outbox.sent(), isExcused)) {
            case ALIVE -> {}
            case ASK -> {
                UUID fresh = UUID.randomUUID();
                outbox.addFirst(
                        Frames.empty(
                                Command.HEARTBEAT_REQUEST,
                                new Correlation(
                                        fresh.getMostSignificantBits(),
                                        fresh.getLeastSignificantBits())));
            }
            case DEAD -> {
                logger.info("{} gives no sign of life and is dropped", client());
                close();
            }
        }
    }

    private static boolean isOver(long since, long now) {
        return since != 0 && now - since > STALLED_MAX.toNanos();
    }

    /** Takes no more requests; what is being done goes on. */
    void beginStop() {
        underWay.beginStop();
        subscriptions.endAll();
    }

    /** Waits until what was being done is answered, and closes. */
    void finishStop(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        if (underWay.awaitDone(patience)) {
            outbox.awaitEmpty(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        } else {
            logger.warn("Some requests of {} were not answered in time", client());
        }
        close();
    }

    private void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        subscriptions.endAll();
        outbox.close();
        line.close();
    }

    /** What statistics tell of it. */
    Connections.Connection figures() {
        return new Connections.Connection(
                line.remote(),
                line.local(),
                name,
                id.toString(),
                outbox.sent(),
                reader.received(),
                line.isEncrypted(),
                tally);
    }

    private String client() {
        String told = name;
        return "Client " + line.remote() + (told.isEmpty() ? "" : " (" + told + ")");
    }
}
