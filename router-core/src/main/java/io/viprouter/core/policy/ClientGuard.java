package io.viprouter.core.policy;

import com.google.common.collect.ImmutableMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts broken handshakes by client address and blocks an address at the limit. Confined to one
 * thread. It remembers at most {@value #MAX_CLIENTS} addresses, and forgets the one that has been
 * quiet longest when there are more.
 */
public final class ClientGuard {

  /** Most addresses remembered. */
  static final int MAX_CLIENTS = 10_000;

  private record Errors(long count, long lastNanos) {}

  /** Oldest first: an address moves to the end with each error. */
  private final Map<String, Errors> records = new LinkedHashMap<>();

  private long limit;
  private long expireNanos;

  /**
   * Makes one that knows nothing.
   *
   * @param limit errors that block; 0: never
   * @param expireNanos quiet time after which an address is forgotten
   */
  public ClientGuard(long limit, long expireNanos) {
    rules(limit, expireNanos);
  }

  /**
   * Changes the rules; counts stay.
   *
   * @param newLimit errors that block; 0: never
   * @param newExpireNanos quiet time after which an address is forgotten
   */
  public void rules(long newLimit, long newExpireNanos) {
    limit = newLimit;
    expireNanos = newExpireNanos;
  }

  /**
   * Whether an address is blocked.
   *
   * @param client the address
   * @param nowNanos the time
   * @return true if it has reached the limit and has not been quiet long enough
   */
  public boolean blocked(String client, long nowNanos) {
    Errors record = records.get(client);
    return record != null && blocks(record, nowNanos);
  }

  /**
   * Counts an error.
   *
   * @param client the address
   * @param nowNanos the time
   * @return how many it stands at now; at exactly the limit the block begins
   */
  public long error(String client, long nowNanos) {
    Errors old = records.remove(client);
    long before = old == null || expired(old, nowNanos) ? 0 : old.count();
    Errors record = new Errors(before + 1, nowNanos);
    records.put(client, record);
    forgetOld(nowNanos);
    return record.count();
  }

  /**
   * Forgets an address.
   *
   * @param client the address
   * @param nowNanos the time
   * @return whether it was blocked
   */
  public boolean clear(String client, long nowNanos) {
    Errors old = records.remove(client);
    return old != null && blocks(old, nowNanos);
  }

  /**
   * Who is blocked.
   *
   * @param nowNanos the time
   * @return each blocked address and when its block ends
   */
  public ImmutableMap<String, Long> blockedUntil(long nowNanos) {
    ImmutableMap.Builder<String, Long> all = ImmutableMap.builder();
    records.forEach(
        (client, record) -> {
          if (blocks(record, nowNanos)) {
            all.put(client, record.lastNanos() + expireNanos);
          }
        });
    return all.buildOrThrow();
  }

  private boolean blocks(Errors record, long nowNanos) {
    return limit > 0 && record.count() >= limit && !expired(record, nowNanos);
  }

  private boolean expired(Errors record, long nowNanos) {
    return nowNanos - record.lastNanos() >= expireNanos;
  }

  private void forgetOld(long nowNanos) {
    Iterator<Errors> oldest = records.values().iterator();
    while (oldest.hasNext()) {
      if (!expired(oldest.next(), nowNanos) && records.size() <= MAX_CLIENTS) {
        return;
      }
      oldest.remove();
    }
  }
}
