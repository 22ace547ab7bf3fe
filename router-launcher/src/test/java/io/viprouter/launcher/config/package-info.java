/** Tests of the reader: tables of good and bad values, and files with all faults at once. */
@NullMarked
package io.viprouter.launcher.config;

import org.jspecify.annotations.NullMarked;
