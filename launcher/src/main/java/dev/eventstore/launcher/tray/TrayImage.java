package dev.eventstore.launcher.tray;

import dev.eventstore.launcher.node.NodeState;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** The icon: the sign of the product, with the state of the node as a shape in its corner. */
final class TrayImage {
    /** The grid that it is drawn on. */
    private static final double GRID = 32;

    private static final Color GROUND = new Color(0x2f6f4f);
    private static final Color RESTING = new Color(0x6b756f);
    private static final Color BUSY = new Color(0xf0c36a);
    private static final Color FAILED = new Color(0xe5484d);
    private static final Color FRESH = new Color(0xbfe8cf);

    private TrayImage() {}

    /**
     * Draws it.
     *
     * @param size width and height in pixels
     */
    static BufferedImage of(NodeState state, int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.scale(size / GRID, size / GRID);
        boolean rests = state instanceof NodeState.Stopped;
        pen.setColor(rests ? RESTING : GROUND);
        pen.fill(new RoundRectangle2D.Double(0, 0, GRID, GRID, 14, 14));
        pen.setColor(Color.WHITE);
        pen.setStroke(new BasicStroke(3.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(new Line2D.Double(8, 10, 24, 10));
        pen.draw(new Line2D.Double(8, 16, 19, 16));
        pen.draw(new Line2D.Double(8, 22, 14, 22));
        drawState(state, pen);
        pen.dispose();
        return image;
    }

    private static void drawState(NodeState state, Graphics2D pen) {
        switch (state) {
            case NodeState.Running _ -> {
                pen.setColor(FRESH);
                pen.fill(new Ellipse2D.Double(18.5, 18.5, 9, 9));
            }
            case NodeState.Stopped _ -> {
                pen.setColor(Color.WHITE);
                pen.fill(new Rectangle2D.Double(19.5, 19.5, 7, 7));
            }
            case NodeState.Starting _, NodeState.Stopping _ -> {
                pen.setColor(BUSY);
                pen.draw(new Ellipse2D.Double(19, 19, 7.5, 7.5));
            }
            case NodeState.Failed _ -> {
                pen.setColor(FAILED);
                pen.fill(new Ellipse2D.Double(16, 16, 15, 15));
                pen.setColor(Color.WHITE);
                pen.draw(new Line2D.Double(23.5, 19.5, 23.5, 24));
                pen.draw(new Line2D.Double(23.5, 27.6, 23.5, 27.8));
            }
        }
    }
}
