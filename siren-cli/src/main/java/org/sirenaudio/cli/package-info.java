/**
 * The {@code siren} command: its entry point. Each subpackage is a group of commands, or shared
 * code; {@code CliArchitectureTest} checks the imports between them.
 */
@NullMarked
package org.sirenaudio.cli;

import org.jspecify.annotations.NullMarked;
