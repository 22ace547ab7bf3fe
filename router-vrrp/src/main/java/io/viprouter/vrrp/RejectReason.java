package io.viprouter.vrrp;

/** Why an advertisement for our virtual router id was dropped; each is counted by itself. */
public enum RejectReason {
  /** The hop count was not 255: it was forwarded by a router, or forged from far away. */
  TTL,
  /** Another protocol version than ours. */
  VERSION,
  /** Not an advertisement. */
  TYPE,
  /** Shorter or longer than its own address count says. */
  LENGTH,
  /** Damaged, or summed in a form that nobody uses. */
  CHECKSUM,
  /** An authentication type that does not exist. */
  AUTHENTICATION_TYPE,
  /** An authentication type that exists, but is not ours. */
  AUTHENTICATION_MISMATCH,
  /** The right authentication type with another password. */
  PASSWORD,
  /** Version 2: another interval than ours. Version 3: an interval of zero. */
  INTERVAL,
  /** Another router with other addresses uses our virtual router id. */
  ADDRESSES,
  /** Unicast peers are configured and the sender is none of them. */
  SENDER,
  /** Sent to us alone although we use multicast, or to the group although we use unicast. */
  DESTINATION
}
