/**
 * The router as a program: command line, start and stop, signals, exit status. The only package
 * that may end the process, and only {@link io.viprouter.launcher.Main} does. Nobody uses it from
 * outside; it uses the configuration package below it and the libraries. The main thread starts and
 * stops everything; signals come on threads of the JVM and only leave word.
 */
@NullMarked
package io.viprouter.launcher;

import org.jspecify.annotations.NullMarked;
