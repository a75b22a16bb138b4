package dev.hostgauge.prometheus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class ByteBuilderTest {
    @Test
    void everyWayOfAppendingGrowsIt() {
        ByteBuilder builder = new ByteBuilder();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            builder.append("text ");
            builder.append("bytes ".getBytes(US_ASCII));
            builder.append('c');
            builder.write('w');
            Numbers.append(builder, i);
            expected.append("text bytes cw").append(i);
        }
        assertThat(new String(builder.toByteArray(), US_ASCII)).isEqualTo(expected.toString());
        assertThat(builder.size()).isEqualTo(expected.length());
    }

    @Test
    void onePieceMayBeLargerThanTwiceWhatItHolds() {
        ByteBuilder builder = new ByteBuilder();
        builder.append('a');
        builder.append(new byte[1 << 20]);
        builder.append('z');
        assertThat(builder.toByteArray()).hasSize((1 << 20) + 2).startsWith('a').endsWith('z');
    }

    @Test
    void clearedItBeginsAnew() {
        ByteBuilder builder = new ByteBuilder();
        builder.append("before");
        builder.clear();
        builder.append("now");
        assertThat(builder.toByteArray()).isEqualTo("now".getBytes(US_ASCII));
    }

    @Test
    void aSpillGetsEveryByteInOrder() {
        ByteArrayOutputStream spilled = new ByteArrayOutputStream();
        ByteBuilder builder = new ByteBuilder((bytes, count) -> spilled.write(bytes, 0, count));
        ByteBuilder expected = new ByteBuilder();
        for (ByteBuilder out : new ByteBuilder[] {builder, expected}) {
            for (int i = 0; i < 50_000; i++) {
                out.append("text ");
                Numbers.append(out, i / 8.0);
                out.append('\n');
            }
            out.append(new byte[300_000]);
            out.append("end");
        }
        assertThat(builder.size()).isLessThan(expected.size());
        builder.flush();
        assertThat(builder.size()).isZero();
        assertThat(spilled.toByteArray()).isEqualTo(expected.toByteArray());
    }
}
