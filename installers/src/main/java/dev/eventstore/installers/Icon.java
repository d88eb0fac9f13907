package dev.eventstore.installers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** The sign of the product, drawn in each size that systems want, in the file formats they want. */
final class Icon {
    private static final float GRID = 32;
    private static final Color GROUND = new Color(0x1c6b47);
    private static final Color DOT = new Color(0xbfe8cf);

    /** Sizes in an {@code .ico}; 256 is written as 0. */
    private static final int[] WINDOWS_SIZES = {16, 24, 32, 48, 64, 256};

    /** Bytes of the table at the start of an {@code .ico}: a head, and a line for each image. */
    private static final int ICO_HEAD = 6;

    private static final int ICO_LINE = 16;

    private Icon() {}

    /** Writes the icon for the system of the build. */
    static Path write(Build build) throws IOException {
        Path folder = Files.createDirectories(build.scratch().resolve("icons"));
        return switch (build.system()) {
            case LINUX -> Files.write(folder.resolve("eventstore.png"), png(256));
            case MAC -> Files.write(folder.resolve("eventstore.icns"), icns());
            case WINDOWS -> Files.write(folder.resolve("eventstore.ico"), ico());
        };
    }

    /**
     * The icon as a PNG.
     *
     * @param size pixels in each direction
     */
    static byte[] png(int size) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.scale(size / GRID, size / GRID);
        draw(pen);
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static void draw(Graphics2D pen) {
        pen.setColor(GROUND);
        pen.fill(new RoundRectangle2D.Float(0, 0, GRID, GRID, 16, 16));
        pen.setColor(Color.WHITE);
        pen.setStroke(new BasicStroke(2.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(new Line2D.Float(8, 10, 24, 10));
        pen.draw(new Line2D.Float(8, 16, 19, 16));
        pen.draw(new Line2D.Float(8, 22, 14, 22));
        pen.setColor(DOT);
        pen.fill(new Ellipse2D.Float(20.6f, 19.6f, 4.8f, 4.8f));
    }

    /** An icon file of Windows, with a PNG for each size. */
    static byte[] ico() throws IOException {
        int count = WINDOWS_SIZES.length;
        ByteBuffer table =
                ByteBuffer.allocate(ICO_HEAD + count * ICO_LINE).order(ByteOrder.LITTLE_ENDIAN);
        table.putShort((short) 0).putShort((short) 1).putShort((short) count);
        ByteArrayOutputStream images = new ByteArrayOutputStream();
        for (int size : WINDOWS_SIZES) {
            byte[] png = png(size);
            table.put((byte) size).put((byte) size).put((byte) 0).put((byte) 0);
            table.putShort((short) 1).putShort((short) 32).putInt(png.length);
            table.putInt(table.capacity() + images.size());
            images.write(png);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(table.array());
        images.writeTo(file);
        return file.toByteArray();
    }

    /** An icon file of macOS, with a PNG for each size. */
    static byte[] icns() throws IOException {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        kinds.put("icp4", 16);
        kinds.put("icp5", 32);
        kinds.put("ic07", 128);
        kinds.put("ic08", 256);
        kinds.put("ic09", 512);
        kinds.put("ic10", 1024);
        ByteArrayOutputStream images = new ByteArrayOutputStream();
        for (Map.Entry<String, Integer> kind : kinds.entrySet()) {
            writeChunk(images, kind.getKey(), png(kind.getValue()));
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        writeChunk(file, "icns", images.toByteArray());
        return file.toByteArray();
    }

    private static void writeChunk(ByteArrayOutputStream to, String name, byte[] content)
            throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.write(name.getBytes(StandardCharsets.US_ASCII));
        out.writeInt(content.length + 8);
        out.write(content);
    }
}
