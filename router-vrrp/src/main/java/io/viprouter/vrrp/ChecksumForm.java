package io.viprouter.vrrp;

/**
 * What the checksum of a version 3 IPv4 advertisement covers. Immutable. On receipt either form is
 * accepted; this is what we send.
 */
public enum ChecksumForm {
  /** With the pseudo header, as keepalived, FRR and RFC 5798 do. The default. */
  PSEUDO_HEADER,
  /** The message alone, as RFC 9568, section 5.2.8, and some hardware routers do. */
  MESSAGE_ONLY
}
