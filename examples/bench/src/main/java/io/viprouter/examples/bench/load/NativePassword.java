package io.viprouter.examples.bench.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The proof of a password in mysql_native_password. Stateless. */
final class NativePassword {

  private NativePassword() {}

  /** SHA1(password) xor SHA1(challenge + SHA1(SHA1(password))); nothing for an empty password. */
  static byte[] proof(String password, byte[] challenge) {
    if (password.isEmpty()) {
      return new byte[0];
    }
    MessageDigest sha = sha1();
    byte[] once = sha.digest(password.getBytes(StandardCharsets.UTF_8));
    byte[] twice = sha.digest(once);
    sha.update(challenge);
    byte[] proof = sha.digest(twice);
    for (int i = 0; i < proof.length; i++) {
      proof[i] ^= once[i];
    }
    return proof;
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
