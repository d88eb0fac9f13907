package dev.eventstore.server.eventlog.index;

import dev.eventstore.server.eventlog.storage.IndexKey;
import java.io.ByteArrayOutputStream;

/**
 * Up to {@value #ENTRIES_MAX} entries of a run as bytes. Each entry is the step of its revision (0:
 * another stream follows with its key and whole revision), then the step of its position, as
 * variable-length numbers.
 */
final class IndexBlock {
    static final int ENTRIES_MAX = 64;

    private IndexBlock() {}

    /** Collects the entries of one block. */
    static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(ENTRIES_MAX * 6);
        private int count;
        private long firstStream;
        private long firstRevision;
        private long stream;
        private long revision;
        private long position;

        void add(long nextStream, long nextRevision, long nextPosition) {
            if (count == 0) {
                firstStream = nextStream;
                firstRevision = nextRevision;
            }
            if (count > 0 && nextStream == stream) {
                writeNumber(nextRevision - revision);
            } else {
                writeNumber(0);
                for (int shift = 56; shift >= 0; shift -= 8) {
                    bytes.write((int) (nextStream >>> shift));
                }
                writeNumber(nextRevision);
            }
            long step = nextPosition - position;
            writeNumber((step << 1) ^ (step >> 63));
            stream = nextStream;
            revision = nextRevision;
            position = nextPosition;
            count++;
        }

        boolean isFull() {
            return count == ENTRIES_MAX;
        }

        boolean isEmpty() {
            return count == 0;
        }

        IndexKey firstKey() {
            return new IndexKey(firstStream, firstRevision);
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }

        private void writeNumber(long number) {
            long rest = number;
            while ((rest & ~0x7fL) != 0) {
                bytes.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }
    }

    /** Walks the entries of one block. */
    static final class Reader implements EntryCursor {
        private final byte[] bytes;
        private int at;
        private long stream;
        private long revision;
        private long position;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean advance() {
            if (at == bytes.length) {
                return false;
            }
            long step = readNumber();
            if (step == 0) {
                long key = 0;
                for (int i = 0; i < Long.BYTES; i++) {
                    key = (key << 8) | (bytes[at++] & 0xff);
                }
                stream = key;
                revision = readNumber();
            } else {
                revision += step;
            }
            long zigzag = readNumber();
            position += (zigzag >>> 1) ^ -(zigzag & 1);
            return true;
        }

        @Override
        public long stream() {
            return stream;
        }

        @Override
        public long revision() {
            return revision;
        }

        @Override
        public long position() {
            return position;
        }

        private long readNumber() {
            long number = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[at++];
                number |= (next & 0x7fL) << shift;
                if (next >= 0) {
                    return number;
                }
            }
        }
    }
}
