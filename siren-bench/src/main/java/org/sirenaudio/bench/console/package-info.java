/** Shared by the commands: options, messages, the checkout and temporary folders. */
@NullMarked
package org.sirenaudio.bench.console;

import org.jspecify.annotations.NullMarked;
