package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
    @Test
    void aUsesKeyIsItsLabelsByRfc5869() throws Exception {
        // Written out from the RFC: extract with a salt of zeros, then the first block of expand.
        byte[] master = HexFormat.of().parseHex(KEY.text().reveal());
        byte[] extracted = hmac(new byte[32], master);
        byte[] info = Canonical.of("baton", "data x");
        byte[] block = new byte[info.length + 1];
        System.arraycopy(info, 0, block, 0, info.length);
        block[info.length] = 1;

        assertThat(KEY.derived("data x", "AES").getEncoded()).isEqualTo(hmac(extracted, block));
    }

    private static byte[] hmac(byte[] key, byte[] text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    @Test
    void everyUseAndEveryStateHasAKeyOfItsOwn() {
        StateKeys one = StateKeys.of(KEY, "one");
        StateKeys two = StateKeys.of(KEY, "two");

        assertThat(one.data().getEncoded())
                .isNotEqualTo(one.chain().getEncoded())
                .isNotEqualTo(one.seal().getEncoded())
                .isNotEqualTo(two.data().getEncoded())
                .isEqualTo(StateKeys.of(KEY, "one").data().getEncoded());
    }

    @Test
    void theIdTellsKeysApartAndNothingElse() {
        assertThat(KEY.id()).matches("[0-9a-f]{16}").isNotEqualTo(MasterKey.random().id());
        assertThat(KEY.text().reveal()).doesNotContain(KEY.id());
        assertThat(KEY.toString()).doesNotContain(KEY.text().reveal());
    }

    @Test
    void theTextIsTheKeyInEitherCase() {
        var capitals = new Secret(KEY.text().reveal().toUpperCase(Locale.ROOT));
        assertThat(MasterKey.of(capitals).id()).isEqualTo(KEY.id());
        assertThat(MasterKey.of(capitals).text().reveal()).isEqualTo(KEY.text().reveal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123",
                "g00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f00",
                " 00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
            })
    void anythingElseIsNoKeyAndIsNotQuoted(String text) {
        assertThatThrownBy(() -> MasterKey.of(new Secret(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a key of 64 hexadecimal digits");
    }

    @Test
    void aTextOpensInItsOwnRowOnly() throws Exception {
        var cipher = new RowCipher(StateKeys.of(KEY, "s").data());
        byte[] closed = cipher.close("grün", "held.body", "crm", "a1");

        assertThat(cipher.open(closed, "held.body", "crm", "a1")).isEqualTo("grün");
        assertThat(cipher.close("grün", "held.body", "crm", "a1")).isNotEqualTo(closed);
        assertThat(new String(closed, StandardCharsets.ISO_8859_1)).doesNotContain("gr");
        assertThatThrownBy(() -> cipher.open(closed, "held.body", "crm", "a2"))
                .hasMessageContaining("does not open");
        assertThatThrownBy(() -> cipher.open(closed, "held.body", "crma", "1"))
                .hasMessageContaining("does not open");
        for (int bit = 0; bit < Byte.SIZE * closed.length; bit++) {
            byte[] flipped = closed.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThatThrownBy(() -> cipher.open(flipped, "held.body", "crm", "a1"))
                    .hasMessageContaining("does not open");
        }
    }
}
