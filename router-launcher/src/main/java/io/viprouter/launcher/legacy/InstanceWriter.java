package io.viprouter.launcher.legacy;

import com.google.common.net.InetAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a judged virtual router. Confined to the reading thread. */
final class InstanceWriter {

  private final Draft draft;
  private final Scope scope;
  private final Group group;

  InstanceWriter(Draft draft) {
    this.draft = draft;
    this.scope = draft.scope;
    this.group = scope.group();
  }

  void write(Scripts scripts) {
    draft.interfaceName.ifPresent(name -> set("interface", "interface", Group.text(name)));
    draft.virtualRouterId.ifPresent(
        id -> set("virtual_router_id", "virtual-router-id", Integer.toString(id)));
    draft.priority.ifPresent(value -> set("priority", "priority", Integer.toString(value)));
    draft.version.ifPresent(value -> set("version", "version", Integer.toString(value)));
    draft.interval.ifPresent(
        value -> set("advert_int", "advertisement-interval", Seconds.text(value)));
    addresses();
    authentication();
    preempting();
    peers();
    draft.garp.finish();
    new TrackJudge(draft, scripts).write();
    draft.notify.finish(draft.notify.mail());
  }

  private void set(String keyword, String key, String value) {
    Statement at = draft.where(keyword);
    group.set(at.order(), at == draft.head ? List.of() : at.comments(), key, value);
  }

  private void addresses() {
    Statement at = draft.where("virtual_ipaddress");
    List<String> comments = new ArrayList<>(at == draft.head ? List.of() : at.comments());
    draft.addressLines.forEach(line -> comments.addAll(line.comments()));
    List<String> texts = draft.addresses.stream().map(VirtualIp::toString).toList();
    group.set(at.order(), comments, "addresses", Group.list(texts));
  }

  private void authentication() {
    Statement at = draft.at.get("authentication");
    if (at == null) {
      return;
    }
    Optional<String> password = draft.authentication.password(at);
    if (InstanceJudge.version(draft) == 3) {
      if (password.isPresent()) {
        scope.note(at, "VRRP version 3 does not support authentication; left out, as there");
      }
      return;
    }
    List<String> comments = new ArrayList<>(at.comments());
    at.block().forEach(line -> comments.addAll(line.comments()));
    password.ifPresent(
        text ->
            group.set(
                at.order(),
                comments,
                "authentication",
                "{ type = pass, pass = " + Group.text(text) + " }"));
  }

  private void preempting() {
    if (!draft.preempt) {
      set("nopreempt", "preempt", "false");
    }
    draft.preemptDelay.ifPresent(
        delay -> set("preempt_delay", "preempt-delay", Seconds.text(delay)));
  }

  private void peers() {
    if (!draft.peers.isEmpty()) {
      set(
          "unicast_peer",
          "unicast-peers",
          Group.list(draft.peers.stream().map(InetAddresses::toAddrString).toList()));
    }
    String keyword = draft.at.containsKey("unicast_src_ip") ? "unicast_src_ip" : "mcast_src_ip";
    draft.source.ifPresent(
        source -> set(keyword, "source-address", Group.text(InetAddresses.toAddrString(source))));
  }
}
