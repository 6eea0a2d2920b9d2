/** Synchronisation: offset, rate and drift. Imports console, picture and render. */
@NullMarked
package org.sirenaudio.cli.sync;

import org.jspecify.annotations.NullMarked;
