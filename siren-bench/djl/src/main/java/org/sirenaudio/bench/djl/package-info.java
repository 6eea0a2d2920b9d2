/** The peer in DJL: a child process that answers over its standard streams. */
@NullMarked
package org.sirenaudio.bench.djl;

import org.jspecify.annotations.NullMarked;
