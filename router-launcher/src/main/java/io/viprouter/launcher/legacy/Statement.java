package io.viprouter.launcher.legacy;

import io.viprouter.launcher.config.Place;
import java.util.ArrayList;
import java.util.List;

/** What one line of {@code keepalived.conf} says, with its block. Confined to the parser. */
final class Statement {

  private final int order;
  private final Place place;
  private final List<String> words;
  private final List<String> comments;
  private final List<Statement> block = new ArrayList<>();
  private boolean hasBlock;

  Statement(int order, Place place, List<String> words, List<String> comments) {
    this.order = order;
    this.place = place;
    this.words = List.copyOf(words);
    this.comments = List.copyOf(comments);
  }

  /** From 1, in the order of reading. */
  int order() {
    return order;
  }

  Place place() {
    return place;
  }

  /** At least one. */
  List<String> words() {
    return words;
  }

  String keyword() {
    return words.get(0);
  }

  /** The words behind the first. */
  List<String> arguments() {
    return words.subList(1, words.size());
  }

  List<String> comments() {
    return comments;
  }

  boolean hasBlock() {
    return hasBlock;
  }

  /** What stands between its braces. */
  List<Statement> block() {
    return block;
  }

  void open() {
    hasBlock = true;
  }

  /** All of it as one would write it on lines, for a comment. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    write(lines, "");
    return lines;
  }

  private void write(List<String> lines, String indent) {
    lines.addAll(comments);
    lines.add(indent + String.join(" ", words) + (hasBlock ? " {" : ""));
    if (hasBlock) {
      block.forEach(inner -> inner.write(lines, indent + "  "));
      lines.add(indent + "}");
    }
  }
}
