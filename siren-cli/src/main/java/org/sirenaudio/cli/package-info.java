/**
 * The {@code siren} command, one class per sub-command. It may import anything of siren-core and
 * siren-manifest.
 */
@NullMarked
package org.sirenaudio.cli;

import org.jspecify.annotations.NullMarked;
