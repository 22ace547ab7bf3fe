package io.viprouter.vrrp.lab;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a router in the lab is to do, in words that both implementations understand. Immutable. */
record Spec(Map<String, String> values) {

  static final String VIP = "172.168.1.20";

  /** Version 2, 1 s, password, VRID 51. */
  static Spec v2(int priority) {
    return new Spec(Map.of())
        .with("name", "VI_1")
        .with("vrid", "51")
        .with("version", "2")
        .with("interval", "1000")
        .with("priority", String.valueOf(priority))
        .with("pass", "1111")
        .with("addresses", VIP + "/24");
  }

  static Spec v3(int priority, int intervalMs) {
    return v2(priority)
        .with("version", "3")
        .with("interval", String.valueOf(intervalMs))
        .without("pass");
  }

  static Spec v6(int priority, int intervalMs) {
    return v3(priority, intervalMs).with("addresses", "fe80::20/64,fd00:1::20/64");
  }

  Spec with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(key, value);
    return new Spec(more);
  }

  Spec without(String key) {
    Map<String, String> less = new LinkedHashMap<>(values);
    less.remove(key);
    return new Spec(less);
  }

  String get(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }
}
