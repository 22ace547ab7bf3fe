package io.viprouter.launcher.admin;

import org.junit.jupiter.api.Test;

final class PageIT {
  @Test
  void look() throws Exception {
    try (AdminServer server =
            new AdminServer(
                    new FakeOperations(() -> Scene.failedOver(java.time.Instant.now()).snapshot()),
                    new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0),
                    "")
                .start();
        Chromium browser = Chromium.start()) {
      browser.size(1280, 900, false);
      browser.open("http://" + Texts.address(server.address()) + "/");
      browser.await("document.querySelector('#sections table')");
      browser.screenshot(java.nio.file.Path.of("target/page/light.png"));
      browser.scheme("dark");
      browser.screenshot(java.nio.file.Path.of("target/page/dark.png"));
      browser.size(390, 844, true);
      browser.screenshot(java.nio.file.Path.of("target/page/phone.png"));
      System.out.println(browser.complaints());
    }
  }
}
