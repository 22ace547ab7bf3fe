package io.viprouter.examples.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;

/** What a client sends in place of a password. Stateless. */
final class Passwords {

  /** The plugin of MySQL before 8.0 and of MariaDB. */
  static final String NATIVE = "mysql_native_password";

  /** The plugin of MySQL 8.0. */
  static final String CACHING_SHA2 = "caching_sha2_password";

  private Passwords() {}

  /** The proof by one of the plugins, for a server that knows the password or its digest. */
  static byte[] proof(String plugin, byte[] seed, String password) throws IOException {
    return switch (plugin) {
      case NATIVE -> {
        byte[] once = digest("SHA-1", bytes(password));
        yield xor(once, digest("SHA-1", seed, digest("SHA-1", once)));
      }
      case CACHING_SHA2 -> {
        byte[] once = digest("SHA-256", bytes(password));
        yield xor(once, digest("SHA-256", digest("SHA-256", once), seed));
      }
      default -> throw new IOException("the server wants " + plugin);
    };
  }

  /** The password itself, for a server without TLS that has not seen it since it was started. */
  static byte[] encrypted(byte[] seed, String password, String publicKey) {
    byte[] ended = Arrays.copyOf(bytes(password), bytes(password).length + 1);
    byte[] der =
        Base64.getMimeDecoder()
            .decode(publicKey.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", ""));
    try {
      PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
      cipher.init(Cipher.ENCRYPT_MODE, key);
      return cipher.doFinal(xor(ended, seed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] xor(byte[] text, byte[] mask) {
    byte[] masked = text.clone();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= mask[i % mask.length];
    }
    return masked;
  }

  private static byte[] digest(String algorithm, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String password) {
    return password.getBytes(StandardCharsets.UTF_8);
  }
}
