/** {@code siren compare} and {@code compare-networks}. May import console and picture. */
@NullMarked
package org.sirenaudio.cli.compare;

import org.jspecify.annotations.NullMarked;
