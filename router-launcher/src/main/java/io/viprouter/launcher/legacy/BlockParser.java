package io.viprouter.launcher.legacy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Puts the lines of {@code keepalived.conf} together to statements and blocks. Confined to the
 * thread that reads.
 *
 * <p>A brace may stand behind its word, glued to it or on a line of its own.
 */
final class BlockParser {

  /** Statements are numbered from here on, so that they stand behind those of the other file. */
  static final int FIRST = 50_000_000;

  private static final int MAX_DEPTH = 50;

  private final Remarks remarks;
  private final List<Statement> top = new ArrayList<>();
  private final Deque<Statement> open = new ArrayDeque<>();

  /** Comments that no statement has taken yet. */
  private final List<String> pending = new ArrayList<>();

  private int count = FIRST;
  private boolean broken;

  BlockParser(Remarks remarks) {
    this.remarks = remarks;
  }

  /** The statements of the file; nothing if its braces do not match, which is reported. */
  Optional<List<Statement>> parse(List<KeepLine> lines) {
    for (KeepLine line : lines) {
      Optional<List<Words.Word>> words = Words.of(line.text());
      if (words.isEmpty()) {
        remarks.fault(line.place(), "", "Unmatched quote");
      } else {
        accept(line, words.get());
      }
      if (open.size() > MAX_DEPTH) {
        remarks.fault(line.place(), "", "is nested too deeply");
        return Optional.empty();
      }
    }
    if (!open.isEmpty()) {
      Statement first = open.getLast();
      fault(
          first,
          "There are "
              + open.size()
              + " missing '}'s or extra '{'s: a block that begins here has no end");
    }
    return broken ? Optional.empty() : Optional.of(top);
  }

  private void accept(KeepLine line, List<Words.Word> words) {
    List<String> plain = new ArrayList<>();
    pending.addAll(line.comments());
    for (Words.Word word : words) {
      if (!word.isBrace()) {
        plain.add(word.text());
        continue;
      }
      Optional<Statement> statement = add(line, plain);
      if (word.text().equals("{")) {
        open(line, statement);
      } else {
        close(line);
      }
      plain.clear();
    }
    add(line, plain);
  }

  private Optional<Statement> add(KeepLine line, List<String> words) {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    count++;
    Statement statement = new Statement(count, line.place(), words, pending);
    pending.clear();
    if (words.get(0).equals("auth_pass")) {
      statement.arguments().forEach(remarks::secret);
    }
    here().add(statement);
    return Optional.of(statement);
  }

  private List<Statement> here() {
    return open.isEmpty() ? top : open.element().block();
  }

  private void open(KeepLine line, Optional<Statement> same) {
    Optional<Statement> last =
        here().isEmpty() ? Optional.empty() : Optional.of(here().get(here().size() - 1));
    Optional<Statement> owner = same.isPresent() ? same : last;
    if (owner.isEmpty() || owner.get().hasBlock()) {
      remarks.fault(line.place(), "", "Unexpected '{'");
      broken = true;
      // Kept, so that the braces that follow still match.
      owner = Optional.of(new Statement(0, line.place(), List.of("{"), List.of()));
    }
    owner.get().open();
    open.push(owner.get());
  }

  private void close(KeepLine line) {
    if (open.isEmpty()) {
      remarks.fault(line.place(), "", "Extra '}' found");
      broken = true;
    } else {
      open.pop();
    }
  }

  private void fault(Statement statement, String what) {
    remarks.fault(statement.place(), "", what);
    broken = true;
  }
}
