/**
 * {@code siren fit}, and what it shares with other commands that fit. May import console and
 * picture.
 */
@NullMarked
package org.sirenaudio.cli.fit;

import org.jspecify.annotations.NullMarked;
