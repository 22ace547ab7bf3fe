package io.viprouter.vrrp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.viprouter.vrrp.AddressHook;
import io.viprouter.vrrp.VirtualAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** An application listens on the virtual address exactly while it is there. */
class HookTest extends TwoRouters {

  /** Binds to the address in question, which works only while it is up. */
  private static final class Listening implements AddressHook {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private volatile ServerSocket socket = closed();

    private static ServerSocket closed() {
      try {
        return new ServerSocket();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void added(List<VirtualAddress> addresses) {
      try {
        socket.close();
        ServerSocket fresh = new ServerSocket();
        fresh.bind(new InetSocketAddress(addresses.get(0).address(), 7001));
        socket = fresh;
        done.add("listens");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void removing(List<VirtualAddress> addresses) {
      done.add(isThere(addresses.get(0)) ? "stops with the address" : "stops without it");
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static boolean isThere(VirtualAddress address) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(address.address(), 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void itListensBeforeAnybodyIsToldAndStopsBeforeTheAddressGoes() {
    Listening hook = new Listening();
    LabRouter.InProcess a = inProcess(one, Spec.v2(120), b -> b.addressHook(hook));
    Await.until("it listens", seconds(8), () -> hook.done.contains("listens"));
    assertThat(a.isMaster()).isTrue();
    a.router().fitness(false);
    Await.until("it has stopped", seconds(3), () -> !a.isMaster());
    assertThat(hook.done).containsExactly("listens", "stops with the address");
    a.router().fitness(true);
    Await.until("it listens again", seconds(8), () -> hook.done.size() == 3);
    a.stop();
    assertThat(hook.done)
        .containsExactly("listens", "stops with the address", "listens", "stops with the address");
  }

  @Test
  void aHookThatHangsDoesNotStopTheProtocol() {
    CountDownLatch hang = new CountDownLatch(1);
    AddressHook hook =
        new AddressHook() {
          @Override
          public void added(List<VirtualAddress> addresses) {
            try {
              hang.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    try (LogCapture log = LogCapture.of("HANGING")) {
      LabRouter.InProcess a =
          inProcess(one, Spec.v2(120).with("name", "HANGING"), b -> b.addressHook(hook));
      master(a, 8);
      Await.until("it advertises", seconds(5), () -> sent(a) >= 3);
      assertThat(log.said("takes longer than 250 ms")).isTrue();
      a.router().fitness(false);
      Await.until("and gives up", seconds(3), () -> !a.isMaster());
    } finally {
      hang.countDown();
    }
  }

  private static long sent(LabRouter.InProcess router) {
    return router.router().status().traffic().sent().count();
  }
}
