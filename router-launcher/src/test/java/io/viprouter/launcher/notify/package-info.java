@NullMarked
package io.viprouter.launcher.notify;

import org.jspecify.annotations.NullMarked;
