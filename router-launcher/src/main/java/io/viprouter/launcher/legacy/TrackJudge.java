package io.viprouter.launcher.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what a virtual router tracks, its group's part too. Confined to the reading thread. */
final class TrackJudge {

  private static final int OWNER = 255;
  private static final int MAX_COMMANDS = 32;

  private final Draft draft;
  private final Scope scope;
  private final Scripts scripts;

  TrackJudge(Draft draft, Scripts scripts) {
    this.draft = draft;
    this.scope = draft.scope;
    this.scripts = scripts;
  }

  void write() {
    List<String> interfaces = new ArrayList<>();
    draft.groupInterfaces.forEach(tracked -> interfaces(interfaces, tracked));
    draft.tracks.interfaces().forEach(tracked -> interfaces(interfaces, tracked));
    List<String> commands = new ArrayList<>();
    List<String> named = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    for (Tracked tracked : all()) {
      Optional<Script> script = scripts.find(tracked.name());
      if (script.isPresent() && !named.contains(tracked.name())) {
        named.add(tracked.name());
        commands.add(script.get().hocon(tracked.weight()));
        comments.addAll(script.get().comments());
      }
    }
    if (!interfaces.isEmpty()) {
      draft
          .scope
          .group()
          .set(
              order("track_interface"),
              comments("track_interface"),
              "track-interfaces",
              Group.list(interfaces));
    }
    if (commands.size() > MAX_COMMANDS) {
      scope.faultHere(
          draft.head, commands.size() + " scripts are tracked; at most " + MAX_COMMANDS);
    }
    if (!commands.isEmpty()) {
      comments.addAll(comments("track_script"));
      draft
          .scope
          .group()
          .set(
              order("track_script"),
              comments,
              "track-commands",
              "[\n      " + String.join("\n      ", commands) + "\n    ]");
    }
  }

  private List<Tracked> all() {
    List<Tracked> all = new ArrayList<>(draft.groupScripts);
    for (Tracked tracked : draft.tracks.scripts()) {
      if (tracked.weight() == 0 || !(draft.inGroup || isOwner())) {
        all.add(tracked);
      } else {
        scope
            .inner("track_script")
            .note(
                tracked.at(),
                "is left out, as keepalived does: weights do not count "
                    + (isOwner() ? "with priority 255" : "in a vrrp_sync_group"));
      }
    }
    return all;
  }

  private void interfaces(List<String> names, Tracked tracked) {
    Scope inner = scope.inner("track_interface");
    if (tracked.name().equals(draft.interfaceName.orElse(""))) {
      inner.note(tracked.at(), "is the router's own interface, which is always tracked");
      return;
    }
    if (tracked.weight() != 0) {
      inner.note(
          tracked.at(),
          "weight has no equal: while the interface is down the router gives the address up");
    }
    if (!names.contains(tracked.name())) {
      names.add(tracked.name());
    }
  }

  private boolean isOwner() {
    return draft.priority.orElse(0) == OWNER;
  }

  private int order(String keyword) {
    return block(keyword).order();
  }

  private List<String> comments(String keyword) {
    Statement block = block(keyword);
    return block == draft.head ? List.of() : block.comments();
  }

  private Statement block(String keyword) {
    return draft.tracks.blocks().stream()
        .filter(block -> block.keyword().equals(keyword))
        .findFirst()
        .orElse(draft.head);
  }
}
