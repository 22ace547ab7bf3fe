package io.viprouter.launcher.notify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server that keeps what it gets. Thread-safe. */
public final class MailServer implements AutoCloseable {

  /** One mail as it came in; a character is a byte. */
  public record Mail(String from, List<String> to, String raw) {

    /** The mail as the library reads it. */
    public MimeMessage parsed() throws MessagingException {
      return new MimeMessage(
          Session.getInstance(new Properties()),
          new ByteArrayInputStream(raw.getBytes(ISO_8859_1)));
    }
  }

  private final BlockingQueue<Mail> mails = new LinkedBlockingQueue<>();
  private final SMTPServer server;

  /** On a free port. */
  public MailServer() {
    this(0, Map.of());
  }

  /**
   * On a given port.
   *
   * @param codes recipients that are turned away, with the reply code
   */
  MailServer(int port, Map<String, Integer> codes) {
    server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandlerFactory(context -> new Handler(codes))
            .build();
    server.start();
  }

  /** Where it listens. */
  public int port() {
    return server.getPortAllocated();
  }

  /** Waits for a mail. */
  public Mail await() throws InterruptedException {
    Mail mail = mails.poll(60, TimeUnit.SECONDS);
    if (mail == null) {
      throw new AssertionError("no mail");
    }
    return mail;
  }

  int waiting() {
    return mails.size();
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Handler implements MessageHandler {
    private final Map<String, Integer> codes;
    private final List<String> to = new ArrayList<>();
    private String from = "";

    Handler(Map<String, Integer> codes) {
      this.codes = codes;
    }

    @Override
    public void from(String address) {
      from = address;
    }

    @Override
    public void recipient(String address) throws RejectException {
      Integer code = codes.get(address);
      if (code != null) {
        throw new RejectException(code, "not here: " + address);
      }
      to.add(address);
    }

    @Override
    public String data(InputStream in) throws IOException {
      mails.add(new Mail(from, List.copyOf(to), new String(in.readAllBytes(), ISO_8859_1)));
      return "kept";
    }

    @Override
    public void done() {}
  }
}
