package io.viprouter.examples.bench.figures;

import java.util.ArrayList;
import java.util.List;

/** Rows of text under a heading, as a Markdown table with aligned columns. Not thread-safe. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Begins.
   *
   * @param heading one for each column; the first column is aligned left, the others right
   */
  public Table(List<String> heading) {
    rows.add(List.copyOf(heading));
  }

  /**
   * Adds a row.
   *
   * @param cells as many as the heading has
   * @throws IllegalArgumentException if there are more or fewer
   */
  public void row(List<String> cells) {
    if (cells.size() != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "cells: " + cells.size() + "; the table has " + rows.get(0).size() + " columns");
    }
    rows.add(List.copyOf(cells));
  }

  /**
   * Whether there is nothing but the heading.
   *
   * @return true if so
   */
  boolean isEmpty() {
    return rows.size() == 1;
  }

  /** The whole table; each line ends with a line feed. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(text, rows.get(0));
    for (int column = 0; column < rows.get(0).size(); column++) {
      text.append(column == 0 ? "| " : " ")
          .append("-".repeat(width(column) - (column == 0 ? 0 : 1)));
      text.append(column == 0 ? " |" : ": |");
    }
    text.append('\n');
    rows.subList(1, rows.size()).forEach(row -> line(text, row));
    return text.toString();
  }

  private void line(StringBuilder text, List<String> row) {
    text.append('|');
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String padding = " ".repeat(width(column) - cell.length());
      text.append(' ').append(column == 0 ? cell + padding : padding + cell).append(" |");
    }
    text.append('\n');
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
