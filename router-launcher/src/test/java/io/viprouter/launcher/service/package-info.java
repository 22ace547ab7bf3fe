@NullMarked
package io.viprouter.launcher.service;

import org.jspecify.annotations.NullMarked;
