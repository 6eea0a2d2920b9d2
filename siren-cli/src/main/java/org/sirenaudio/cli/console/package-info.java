/**
 * What commands share: streams, outputs, Ctrl-C, progress, tables, JSON and words. May import
 * siren-command and siren-core.
 */
@NullMarked
package org.sirenaudio.cli.console;

import org.jspecify.annotations.NullMarked;
