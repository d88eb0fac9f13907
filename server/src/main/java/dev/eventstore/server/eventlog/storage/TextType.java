package dev.eventstore.server.eventlog.storage;

import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.StringDataType;

/** Texts: the manifest's keys and values. */
final class TextType extends ChecksummedType<String> {
    static final TextType INSTANCE = new TextType();

    private TextType() {
        super("the manifest");
    }

    @Override
    public int compare(String a, String b) {
        return a.compareTo(b);
    }

    @Override
    public int getMemory(String text) {
        return StringDataType.INSTANCE.getMemory(text);
    }

    @Override
    public String[] createStorage(int size) {
        return new String[size];
    }

    @Override
    public void write(WriteBuffer buffer, String text) {
        StringDataType.INSTANCE.write(buffer, text);
    }

    @Override
    public String read(ByteBuffer buffer) {
        return StringDataType.INSTANCE.read(buffer);
    }

    @Override
    void writeAll(WriteBuffer buffer, String[] values, int count) {
        for (int i = 0; i < count; i++) {
            write(buffer, values[i]);
        }
    }

    @Override
    void readAll(ByteBuffer buffer, String[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = read(buffer);
        }
    }
}
