/** Tests of the program: in the JVM of the test, and as a process from the packaged jar. */
@NullMarked
package io.viprouter.launcher;

import org.jspecify.annotations.NullMarked;
