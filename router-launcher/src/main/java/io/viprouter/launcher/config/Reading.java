package io.viprouter.launcher.config;

import com.typesafe.config.ConfigObject;

/**
 * What everybody who reads a configuration needs. Confined to the thread that reads it.
 *
 * @param root all layers merged and resolved
 * @param origins where things stand
 * @param reference the defaults
 * @param problems takes the faults
 */
record Reading(ConfigObject root, Origins origins, Reference reference, Problems problems) {

  void fault(KeyPath path, String what) {
    problems.add(origins.of(path), path.toString(), what);
  }
}
