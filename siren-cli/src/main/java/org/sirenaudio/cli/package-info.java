/**
 * The {@code siren} command: its entry point. A package below it is a group of commands, or what
 * they share; {@code CliArchitectureTest} holds which may import which.
 */
@NullMarked
package org.sirenaudio.cli;

import org.jspecify.annotations.NullMarked;
