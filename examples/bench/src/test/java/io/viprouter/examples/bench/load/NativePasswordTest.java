package io.viprouter.examples.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class NativePasswordTest {

  /** What a server does: it knows SHA1(SHA1(password)) only, and gets SHA1(password) back. */
  @Test
  void aServerAcceptsTheProof() throws Exception {
    byte[] challenge = "abcdefghijklmnopqrst".getBytes(StandardCharsets.US_ASCII);
    byte[] proof = NativePassword.proof("secret", challenge);

    MessageDigest sha = MessageDigest.getInstance("SHA-1");
    byte[] stored = sha.digest(sha.digest("secret".getBytes(StandardCharsets.UTF_8)));
    sha.update(challenge);
    byte[] mask = sha.digest(stored);
    byte[] once = new byte[mask.length];
    for (int i = 0; i < once.length; i++) {
      once[i] = (byte) (proof[i] ^ mask[i]);
    }
    assertThat(sha.digest(once)).isEqualTo(stored);
  }

  @Test
  void noPasswordNeedsNoProof() {
    assertThat(NativePassword.proof("", new byte[20])).isEmpty();
  }
}
