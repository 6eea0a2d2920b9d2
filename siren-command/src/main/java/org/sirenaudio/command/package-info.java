/**
 * Shared by all of Siren's command lines: exit codes, one-line error messages, the options of a
 * fit, and old option names. May import any package of siren-core.
 */
@NullMarked
package org.sirenaudio.command;

import org.jspecify.annotations.NullMarked;
