/** Tests of the admin interface. */
@NullMarked
package io.viprouter.launcher.admin;

import org.jspecify.annotations.NullMarked;
