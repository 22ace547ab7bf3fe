/** Tests of the Debian package: installed in an overlay of this machine, run by a real systemd. */
@NullMarked
package io.viprouter.launcher.packaging;

import org.jspecify.annotations.NullMarked;
