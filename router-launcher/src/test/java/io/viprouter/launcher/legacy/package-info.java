/** Tests of what reads the old files. */
@NullMarked
package io.viprouter.launcher.legacy;

import org.jspecify.annotations.NullMarked;
