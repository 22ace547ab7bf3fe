package io.viprouter.launcher.legacy;

import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole numbers as the C library reads them ({@code strtoll} with base 0). Stateless. */
final class CNumber {

  private static final Pattern FORM =
      Pattern.compile("\\s*([+-]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))");
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private CNumber() {}

  /** The number; empty if it is none, negative, or the whole text is not it. */
  static OptionalLong parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return OptionalLong.empty();
    }
    BigInteger value;
    if (form.group(2) != null) {
      value = new BigInteger(form.group(2), 16);
    } else if (form.group(3) != null) {
      value = new BigInteger(form.group(3), 8);
    } else {
      value = new BigInteger(form.group(4));
    }
    boolean negative = "-".equals(form.group(1)) && value.signum() != 0;
    return negative || value.compareTo(LARGEST) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(value.longValueExact());
  }
}
