package dev.hostgauge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class GzipTest {
    private static byte[] decompress(byte[] compressed) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes();
    }

    @Test
    void theSameGzipCompressesOneAfterTheOther() throws IOException {
        Random random = new Random(3);
        Gzip gzip = new Gzip();
        for (int count : new int[] {0, 1, 100, 5, 16_350, 16_384, 200_000, 3_000_000, 7}) {
            byte[] incompressible = new byte[count + 10];
            random.nextBytes(incompressible);
            byte[] uniform = new byte[count + 10];
            Arrays.fill(uniform, (byte) 'x');
            for (byte[] bytes : new byte[][] {incompressible, uniform}) {
                gzip.begin();
                gzip.add(bytes, count);
                assertThat(decompress(gzip.end())).isEqualTo(Arrays.copyOf(bytes, count));
            }
        }
    }

    @Test
    void whatIsAddedPieceByPieceIsOneWhole() throws IOException {
        Random random = new Random(4);
        Gzip gzip = new Gzip();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        gzip.begin();
        for (int i = 0; i < 100; i++) {
            byte[] piece = new byte[random.nextInt(70_000)];
            random.nextBytes(piece);
            gzip.add(piece, piece.length);
            whole.write(piece);
        }
        assertThat(decompress(gzip.end())).isEqualTo(whole.toByteArray());
    }
}
