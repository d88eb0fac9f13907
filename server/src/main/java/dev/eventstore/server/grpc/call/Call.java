package dev.eventstore.server.grpc.call;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.eventstore.server.security.Caller;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call: who calls, what was sent, and the answer as far as it goes. It belongs to the thread
 * that serves it. Only {@link #interrupt} may come from others, and another one may read messages,
 * as long as it is one at a time and the call goes on.
 */
public final class Call {
    private final CallStream stream;
    private final Rpc rpc;
    private final Caller caller;
    private final Deadline deadline;
    private final MessageReader reader;
    private final MessageWriter writer;
    private final Thread thread = Thread.currentThread();
    private boolean isEndless;
    private boolean hasEnded;
    private @Nullable Interruption interruption;

    /** Why a call is broken off. */
    public enum Interruption {
        /** The client reset it, or its connection was lost. */
        CLIENT_GONE,
        /** The client waits no longer. */
        TIME_IS_UP,
        /** The node stops. */
        NODE_STOPS
    }

    Call(
            CallStream stream,
            Rpc rpc,
            Caller caller,
            Deadline deadline,
            MessageReader reader,
            MessageWriter writer) {
        this.stream = stream;
        this.rpc = rpc;
        this.caller = caller;
        this.deadline = deadline;
        this.reader = reader;
        this.writer = writer;
    }

    /** Who calls. */
    public Caller caller() {
        return caller;
    }

    /** The host that the client reached the node by: a name, or an address without brackets. */
    public String host() {
        String name = stream.host();
        return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    }

    /** The port that the client reached the node by. */
    public int port() {
        return stream.port();
    }

    /** Address and port of the client. */
    public String remote() {
        return stream.remote();
    }

    /** What the client calls its connection; empty if it does not tell. */
    public String connectionName() {
        return stream.connectionName();
    }

    /** The bytes of the next message; {@code null} after the last one. */
    public byte @Nullable [] next()
            throws StatusException, ClientGoneException, InterruptedException {
        return reader.next();
    }

    /**
     * Answers whether something of the next message is here already, so that what a message asks
     * for may be put off until that one is read, too.
     */
    public boolean isMoreHere() {
        return reader.isMoreHere();
    }

    /**
     * The only message of a call that has one.
     *
     * @throws StatusException if there is none, there are several, or it cannot be read
     */
    public <M extends MessageLite> M only(Parser<M> parser)
            throws StatusException, ClientGoneException, InterruptedException {
        byte[] message = next();
        if (message == null || next() != null) {
            throw new StatusException(
                    StatusCode.UNIMPLEMENTED, "This method takes exactly one message.");
        }
        try {
            return parser.parseFrom(message);
        } catch (InvalidProtocolBufferException unreadable) {
            throw unreadable();
        }
    }

    /** The refusal of bytes that are not the message which is expected. */
    public static StatusException unreadable() {
        return new StatusException(
                StatusCode.INVALID_ARGUMENT, "The request is not the message of this method.");
    }

    /** Adds a message to the answer. It leaves when there is enough to send, or at the end. */
    public void send(MessageLite message) throws ClientGoneException, InterruptedException {
        writer.buffer().add(message);
        writer.flushIfFull();
    }

    /** Where messages of the answer may be written by hand; {@link #sent} follows each of them. */
    public MessageBuffer buffer() {
        return writer.buffer();
    }

    /** A message was written to the buffer; waits as long as the client takes nothing. */
    public void sent() throws ClientGoneException, InterruptedException {
        writer.flushIfFull();
    }

    /** Sends what is in the buffer, because nothing may follow for a while. */
    public void flush() throws ClientGoneException, InterruptedException {
        writer.flush();
    }

    /** Answers whether the client has told how long it waits. */
    public boolean hasDeadline() {
        return deadline.isSet();
    }

    /**
     * From now on the call ends only if the client goes, its time is up or the node stops, and is
     * interrupted then.
     *
     * @throws InterruptedException if that has happened already
     */
    public synchronized void endless() throws InterruptedException {
        isEndless = true;
        if (interruption != null) {
            throw new InterruptedException();
        }
        if (deadline.isSet()) {
            Thread.ofVirtual().start(this::interruptInTime);
        }
    }

    /** Ends a wait of an endless call; one that has an end of its own is left to reach it. */
    public synchronized void interrupt(Interruption why) {
        if (interruption == null) {
            interruption = why;
        }
        if (isEndless && !hasEnded) {
            thread.interrupt();
        }
    }

    /** Answers why the call was interrupted, {@code null} if it was not. */
    synchronized @Nullable Interruption interruption() {
        return interruption;
    }

    /** The thread is no longer interrupted on behalf of this call. */
    synchronized void ended() {
        hasEnded = true;
        if (isEndless) {
            boolean _ = Thread.interrupted();
            notifyAll();
        }
    }

    /** Lets go of what was received and not read. */
    void close() {
        reader.close();
    }

    Rpc rpc() {
        return rpc;
    }

    MessageWriter writer() {
        return writer;
    }

    boolean isLate() {
        return deadline.isOver();
    }

    private synchronized void interruptInTime() {
        try {
            for (long left = deadline.left(); !hasEnded && left > 0; left = deadline.left()) {
                TimeUnit.MILLISECONDS.timedWait(this, TimeUnit.NANOSECONDS.toMillis(left) + 1);
            }
            interrupt(Interruption.TIME_IS_UP);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
