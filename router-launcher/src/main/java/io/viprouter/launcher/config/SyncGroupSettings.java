package io.viprouter.launcher.config;

import java.util.List;

/**
 * Virtual routers that are master all together or not at all. Immutable.
 *
 * @param name its name
 * @param members names of virtual routers
 * @param notifications whom it tells
 */
public record SyncGroupSettings(String name, List<String> members, NotifySettings notifications) {

  /** Copies the list. */
  public SyncGroupSettings {
    members = List.copyOf(members);
  }
}
