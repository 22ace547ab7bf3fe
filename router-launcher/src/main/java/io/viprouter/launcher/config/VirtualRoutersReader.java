package io.viprouter.launcher.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.viprouter.vrrp.VirtualAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads all virtual routers and their sync groups, and what must hold between them. Confined to the
 * thread that reads.
 */
final class VirtualRoutersReader {

  private final Reading reading;
  private final Node router;

  VirtualRoutersReader(Reading reading, Node router) {
    this.reading = reading;
    this.router = router;
  }

  List<VirtualRouterSettings> virtualRouters(Set<String> sections) {
    Node group = router.group("virtual-routers");
    router.find("virtual-routers");
    List<VirtualRouterSettings> all = new ArrayList<>();
    Map<String, String> ids = new HashMap<>();
    Map<InetAddress, String> owners = new HashMap<>();
    for (Map.Entry<String, ConfigValue> entry : reading.inOrder(group)) {
      KeyPath path = group.path().then(entry.getKey());
      if (entry.getValue() instanceof ConfigObject own) {
        Node node = router.withDefaultsOf("virtual-router-defaults", path, own);
        VirtualRouterSettings read =
            new VirtualRouterReader(router, node, entry.getKey(), sections).read();
        all.add(read);
        check(path, read, ids, owners);
      } else {
        reading.fault(path, Parsers.mismatch(entry.getValue(), "a virtual router: {..}").what());
      }
    }
    return all;
  }

  private void check(
      KeyPath path,
      VirtualRouterSettings read,
      Map<String, String> ids,
      Map<InetAddress, String> owners) {
    checkId(path, read, ids);
    checkOwner(path, read, owners);
  }

  private void checkId(KeyPath path, VirtualRouterSettings read, Map<String, String> ids) {
    if (read.interfaceName().isEmpty() || read.virtualRouterId() == 0) {
      return; // One that is missing or faulty is like no other.
    }
    boolean v6 = read.addresses().stream().anyMatch(a -> a.address().getAddress().length > 4);
    String id = read.interfaceName() + " " + read.virtualRouterId() + (v6 ? " IPv6" : " IPv4");
    String other = ids.putIfAbsent(id, read.name());
    if (other != null) {
      reading.fault(
          path.then("virtual-router-id"),
          "'"
              + read.virtualRouterId()
              + "' is also used by '"
              + other
              + "' on interface "
              + read.interfaceName());
    }
  }

  private void checkOwner(
      KeyPath path, VirtualRouterSettings read, Map<InetAddress, String> owners) {
    for (VirtualAddress address : read.addresses()) {
      String owner = owners.putIfAbsent(address.address(), read.name());
      if (owner != null) {
        reading.fault(
            path.then("addresses"),
            "'"
                + address
                + (owner.equals(read.name())
                    ? "' stands twice"
                    : "' is also an address of '" + owner + "'"));
      }
    }
  }

  List<SyncGroupSettings> syncGroups() {
    Node group = router.group("sync-groups");
    router.find("sync-groups");
    Set<String> known = router.group("virtual-routers").own().keySet();
    Map<String, String> taken = new HashMap<>();
    List<SyncGroupSettings> all = new ArrayList<>();
    for (Map.Entry<String, ConfigValue> entry : reading.inOrder(group)) {
      KeyPath path = group.path().then(entry.getKey());
      if (entry.getValue() instanceof ConfigObject own) {
        Node node = router.withDefaultsOf("sync-group-defaults", path, own);
        Parsers.checkName(node, entry.getKey(), "a sync group's name");
        all.add(
            new SyncGroupSettings(
                entry.getKey(),
                members(node, entry.getKey(), known, taken),
                NotifyReader.read(node)));
      } else {
        reading.fault(path, Parsers.mismatch(entry.getValue(), "a sync group: {..}").what());
      }
    }
    return all;
  }

  private List<String> members(
      Node node, String group, Set<String> known, Map<String, String> taken) {
    if (node.readRequired("members", value -> value).isEmpty()) {
      return List.of();
    }
    List<String> members = new ArrayList<>();
    for (Item<ConfigValue> element : node.list("members", "a list of virtual routers")) {
      node.parse(element, Parsers.string())
          .ifPresent(
              name -> {
                String other = taken.putIfAbsent(name, group);
                if (!known.contains(name)) {
                  reading.fault(
                      element.path(),
                      "there is no virtual router "
                          + Words.quote(name)
                          + Nearest.hint(name, known));
                } else if (other != null) {
                  reading.fault(
                      element.path(),
                      Words.quote(name)
                          + (other.equals(group)
                              ? " stands twice"
                              : " is also a member of '" + other + "'"));
                }
                members.add(name);
              });
    }
    if (members.isEmpty()) {
      reading.fault(node.find("members").path(), "the list is empty; two or more make a group");
    }
    return members;
  }
}
