package io.viprouter.vrrp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What needs neither Linux nor rights. */
class VirtualRouterTest {

  @Test
  void onceClosedItDoesNotStart() {
    VirtualRouter router =
        VirtualRouter.builder(
                VirtualRouterConfig.builder("VI_1")
                    .interfaceName("nowhere0")
                    .virtualRouterId(51)
                    .addresses("172.31.7.20/24")
                    .build())
            .build();
    router.close();
    router.close();
    assertThatThrownBy(router::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("(VI_1) is closed; it starts only once");
  }
}
