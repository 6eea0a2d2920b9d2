/**
 * Shared by the commands: streams, outputs, Ctrl-C, progress, tables, JSON and text formatting. May
 * import siren-command and siren-core.
 */
@NullMarked
package org.sirenaudio.cli.console;

import org.jspecify.annotations.NullMarked;
