/**
 * What every command line of Siren shares: exit codes, the one line that an error becomes, the
 * options of a fit, and old names of options. May import anything of siren-core.
 */
@NullMarked
package org.sirenaudio.command;

import org.jspecify.annotations.NullMarked;
