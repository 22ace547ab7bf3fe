package io.viprouter.launcher;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the signals over from the JVM. Stateless; the actions are called on threads of the JVM.
 *
 * <p>A shutdown hook would not do: it cannot change the exit status from 143, and it does not hear
 * a second signal. HUP would end the JVM. The only interface there is for this, {@code
 * sun.misc.Signal}, is called by reflection, because the compiler's warning about it cannot be
 * suppressed, and because a JVM without it can still run the router.
 */
final class Signals {

  private static final Logger log = LoggerFactory.getLogger(Signals.class);

  private Signals() {}

  /** Calls {@code stop} with the signal's name on TERM and INT, {@code reload} on HUP. */
  static void install(Consumer<String> stop, Consumer<String> reload) {
    for (String name : new String[] {"TERM", "INT"}) {
      handle(name, () -> stop.accept("SIG" + name));
    }
    handle("HUP", () -> reload.accept("SIGHUP"));
  }

  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      MethodHandle run =
          MethodHandles.publicLookup()
              .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
              .bindTo(action);
      Object onSignal =
          MethodHandleProxies.asInterfaceInstance(
              handler, MethodHandles.dropArguments(run, 0, signal));
      Object named = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, named, onSignal);
    } catch (ReflectiveOperationException e) {
      // Also when the JVM was told to leave signals alone (-Xrs).
      Throwable cause = e.getCause() == null ? e : e.getCause();
      log.warn("SIG{} keeps its default action: {}", name, cause.toString());
    }
  }
}
