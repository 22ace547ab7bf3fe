/**
 * Elects which of several routers owns a virtual address (VRRP). Use it through {@link
 * io.viprouter.vrrp.VirtualRouter}.
 */
@SuppressWarnings("requires-automatic") // The jar of JNA has a module name, but no descriptor.
module io.viprouter.vrrp {
  requires com.google.common;
  requires com.sun.jna;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports io.viprouter.vrrp;
}
