/** {@code siren sweep}. May import console and picture. */
@NullMarked
package org.sirenaudio.cli.sweep;

import org.jspecify.annotations.NullMarked;
