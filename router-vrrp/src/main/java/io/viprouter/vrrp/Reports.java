package io.viprouter.vrrp;

import io.viprouter.vrrp.election.Action.Tell;
import io.viprouter.vrrp.election.Memory;

/** Who wants to know what a {@link Station} does. Called on the driver thread. */
interface Reports {

  /** The memory is another one than before. */
  void changed(Memory memory);

  /** A transition, after everything that belongs to it has been done. */
  void told(Tell tell);

  /** Something an operator should look at. */
  void warn(String text);

  /** Whether this router itself, apart from its sync group, is at fault. */
  void fault(boolean atFault);
}
