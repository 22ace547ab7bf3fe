package io.viprouter.vrrp;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What a driver is given from outside. Immutable.
 *
 * @param notifier tells listeners
 * @param hooks act in step with the addresses
 * @param group its sync group, if it has one
 * @param nanoClock monotonic; nobody but the driver reads it
 * @param wallClock for snapshots only
 */
record Surrounding(
    Notifier notifier,
    AddressHooks hooks,
    Optional<SyncGroup> group,
    LongSupplier nanoClock,
    InstantSource wallClock) {}
