package io.viprouter.launcher.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a line of {@code keepalived.conf} into words and braces. Stateless.
 *
 * <p>Words end at white space; quotes of both kinds hold white space together and go; a backslash
 * takes the next character as in the shell.
 */
final class Words {

  /** One of them; a brace that is quoted is a word. Immutable. */
  record Word(String text, boolean isBrace) {}

  private static final String CONTROLS = "abEfnrtv";
  private static final String MEANT = "\u0007\b\u001b\f\n\r\t\u000b";

  private final String line;
  private final List<Word> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private Words(String line) {
    this.line = line;
  }

  /** The words; nothing if a quote is left open. */
  static Optional<List<Word>> of(String line) {
    Words words = new Words(line);
    return words.cut() ? Optional.of(List.copyOf(words.words)) : Optional.empty();
  }

  private boolean cut() {
    char quote = 0;
    for (at = 0; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '\\') {
        escape();
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        end();
      } else if (c == '$' && line.startsWith("${", at) && line.indexOf('}', at) > 0) {
        name();
      } else if (c == '{' || c == '}') {
        end();
        words.add(new Word(String.valueOf(c), true));
      } else {
        add(c);
      }
    }
    end();
    return quote == 0;
  }

  private void add(char c) {
    inWord = true;
    word.append(c);
  }

  /** A name that stands for nothing stays, and its braces are not those of a block. */
  private void name() {
    int close = line.indexOf('}', at);
    inWord = true;
    word.append(line, at, close + 1);
    at = close;
  }

  private void escape() {
    at++;
    if (at >= line.length()) {
      add('\\');
      return;
    }
    char c = line.charAt(at);
    int control = CONTROLS.indexOf(c);
    if (control >= 0) {
      add(MEANT.charAt(control));
    } else if (c >= '0' && c <= '7') {
      number(8, 3, at);
    } else if (c == 'x' && at + 1 < line.length() && isDigit(at + 1, 16)) {
      number(16, 2, at + 1);
    } else {
      add(c);
    }
  }

  private void number(int radix, int most, int from) {
    int end = from;
    while (end < line.length() && end - from < most && isDigit(end, radix)) {
      end++;
    }
    add((char) Integer.parseInt(line.substring(from, end), radix));
    at = end - 1;
  }

  private boolean isDigit(int index, int radix) {
    char c = line.charAt(index);
    return c < 128 && Character.digit(c, radix) >= 0;
  }

  private void end() {
    if (inWord) {
      words.add(new Word(word.toString(), false));
    }
    word.setLength(0);
    inWord = false;
  }
}
