package dev.eventstore.installers;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class IconTest {
    @Test
    void it_is_green_with_transparent_corners() throws IOException {
        BufferedImage image = read(Icon.png(64));
        assertThat(image.getWidth()).isEqualTo(64);
        assertThat(image.getRGB(0, 0) >>> 24).isZero();
        assertThat(image.getRGB(4, 32)).isEqualTo(0xff1c6b47);
    }

    @Test
    void the_icon_of_windows_leads_to_an_image_of_each_size() throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Icon.ico()).order(ByteOrder.LITTLE_ENDIAN);
        int count = file.getShort(4);
        assertThat(count).isEqualTo(6);
        for (int image = 0; image < count; image++) {
            int line = 6 + 16 * image;
            int from = file.getInt(line + 12);
            byte[] png = Arrays.copyOfRange(file.array(), from, from + file.getInt(line + 8));
            int size = Byte.toUnsignedInt(file.get(line));
            assertThat(read(png).getWidth()).isEqualTo(size == 0 ? 256 : size);
        }
    }

    @Test
    void the_icon_of_macos_tells_its_length() throws IOException {
        byte[] file = Icon.icns();
        assertThat(new String(file, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("icns");
        assertThat(ByteBuffer.wrap(file).getInt(4)).isEqualTo(file.length);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
