/** The work that is timed: training steps, forward passes and renderings of one workload. */
@NullMarked
package org.sirenaudio.bench.work;

import org.jspecify.annotations.NullMarked;
