/** A corpus on Spark beside the single machine: a process of its own, since few want Spark. */
@NullMarked
package org.sirenaudio.bench.spark;

import org.jspecify.annotations.NullMarked;
