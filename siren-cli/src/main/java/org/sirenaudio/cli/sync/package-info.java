/** Recordings on one clock: offset, rate and drift. Imports console and picture. */
@NullMarked
package org.sirenaudio.cli.sync;

import org.jspecify.annotations.NullMarked;
