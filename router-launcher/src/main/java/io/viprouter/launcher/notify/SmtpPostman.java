package io.viprouter.launcher.notify;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Speaks SMTP (RFC 5321). Confined to the mail thread. */
final class SmtpPostman implements Postman {

  /** From here on an answer is final (RFC 5321, section 4.2.1). */
  private static final int PERMANENT = 500;

  private final MailSettings settings;

  SmtpPostman(MailSettings settings) {
    this.settings = settings;
  }

  @Override
  public Delivery deliver(Notice notice, List<String> to) throws IOException {
    try {
      Session session = Session.getInstance(properties());
      MimeMessage message = message(session, notice);
      Address[] recipients = addresses(to);
      try (Transport transport = session.getTransport("smtp")) {
        transport.connect();
        return send(transport, message, recipients, to);
      }
    } catch (MessagingException e) {
      throw new IOException(words(e), e);
    }
  }

  private static Delivery send(
      Transport transport, MimeMessage message, Address[] recipients, List<String> to)
      throws MessagingException {
    message.saveChanges();
    try {
      transport.sendMessage(message, recipients);
      return new Delivery(Map.of(), List.of());
    } catch (SendFailedException e) {
      return sort(e, to);
    }
  }

  /** The library tells each recipient's fate in a chain of exceptions. */
  private static Delivery sort(SendFailedException failure, List<String> to) {
    List<String> open = new ArrayList<>(to);
    for (Address sent : addressesOf(failure)) {
      open.remove(sent.toString());
    }
    Map<String, String> refused = new HashMap<>();
    for (Exception e = failure; e instanceof MessagingException next; e = next.getNextException()) {
      if (e instanceof SMTPAddressFailedException one && one.getReturnCode() >= PERMANENT) {
        refused.put(one.getAddress().toString(), words(one));
      }
    }
    for (Exception e = failure; e instanceof MessagingException next; e = next.getNextException()) {
      if (codeForAll(e) >= PERMANENT) {
        String why = words(next);
        open.forEach(address -> refused.putIfAbsent(address, why));
      }
    }
    open.removeAll(refused.keySet());
    return new Delivery(refused, open);
  }

  private static Address[] addressesOf(SendFailedException failure) {
    Address[] sent = failure.getValidSentAddresses();
    return sent == null ? new Address[0] : sent;
  }

  private static int codeForAll(Exception e) {
    if (e instanceof SMTPSendFailedException all) {
      return all.getReturnCode();
    }
    return e instanceof SMTPSenderFailedException sender ? sender.getReturnCode() : 0;
  }

  private MimeMessage message(Session session, Notice notice) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(settings.from()));
    message.setRecipients(Message.RecipientType.TO, addresses(settings.to()));
    message.setSubject("[" + settings.routerName() + "] " + notice.about(), "UTF-8");
    message.setSentDate(Date.from(notice.at()));
    // Answering machines keep silent (RFC 3834).
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(notice.body(), "UTF-8");
    return message;
  }

  private Properties properties() {
    MailSettings.Server server = settings.server();
    String millis = Long.toString(server.connectTimeout().toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", server.host());
    properties.setProperty("mail.smtp.port", Integer.toString(server.port()));
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.writetimeout", millis);
    properties.setProperty("mail.smtp.sendpartial", "true");
    // Or the end waits for an answer to QUIT.
    properties.setProperty("mail.smtp.quitwait", "false");
    if (!server.heloName().isEmpty()) {
      properties.setProperty("mail.smtp.localhost", server.heloName());
    }
    return properties;
  }

  private static Address[] addresses(List<String> texts) throws MessagingException {
    Address[] addresses = new Address[texts.size()];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = new InternetAddress(texts.get(i));
    }
    return addresses;
  }

  private static String words(Exception e) {
    String text = String.valueOf(e.getMessage());
    Throwable cause = e.getCause();
    return Notice.line(cause == null ? text : text + " (" + cause.getMessage() + ")", 300);
  }
}
