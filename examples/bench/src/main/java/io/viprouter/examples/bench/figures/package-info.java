/** Arithmetic and tables: what was measured, its medians, its ratios. Pure. */
@NullMarked
package io.viprouter.examples.bench.figures;

import org.jspecify.annotations.NullMarked;
