/** {@code siren info}: describes a file. May import console. */
@NullMarked
package org.sirenaudio.cli.info;

import org.jspecify.annotations.NullMarked;
