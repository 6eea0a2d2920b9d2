/** {@code siren info}: what a file is. May import console. */
@NullMarked
package org.sirenaudio.cli.info;

import org.jspecify.annotations.NullMarked;
