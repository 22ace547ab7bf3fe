package io.viprouter.core.net;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A source of connections that answer, hang or fail as the test says. Thread-safe. */
final class FakeDatabase {

  /** What happens when it is asked. */
  interface Behaviour {
    void asked() throws SQLException;
  }

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger pinged = new AtomicInteger();
  private volatile Behaviour behaviour = () -> {};

  FakeDatabase does(Behaviour next) {
    behaviour = next;
    return this;
  }

  /** Whoever asks waits until the latch is open. */
  FakeDatabase hangsUntil(CountDownLatch latch) {
    return does(
        () -> {
          try {
            latch.await();
          } catch (InterruptedException e) {
            throw new SQLException(e);
          }
        });
  }

  FakeDatabase fails(int code, String text) {
    return does(
        () -> {
          throw new SQLException(text, "08000", code);
        });
  }

  int opened() {
    return opened.get();
  }

  int pinged() {
    return pinged.get();
  }

  DataSource source() {
    return fake(
        DataSource.class,
        (name, arguments) -> {
          if (!name.equals("getConnection")) {
            throw new AssertionError(name);
          }
          behaviour.asked();
          opened.incrementAndGet();
          return connection();
        });
  }

  private Connection connection() {
    return fake(
        Connection.class,
        (name, arguments) ->
            switch (name) {
              case "isValid" -> {
                behaviour.asked();
                pinged.incrementAndGet();
                yield true;
              }
              case "getMetaData" -> fake(DatabaseMetaData.class, (asked, nothing) -> "8.0.31");
              case "createStatement" -> statement();
              default -> null;
            });
  }

  private static Statement statement() {
    return fake(
        Statement.class,
        (name, arguments) ->
            name.equals("executeQuery")
                ? fake(ResultSet.class, (asked, nothing) -> asked.equals("next") ? false : null)
                : null);
  }

  private interface Answers {
    @Nullable Object to(String method, Object @Nullable [] arguments) throws SQLException;
  }

  private static <T> T fake(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answers.to(method.getName(), arguments)));
  }
}
