/** JMH benchmarks. They may import anything of siren-core. */
@NullMarked
package org.sirenaudio.bench;

import org.jspecify.annotations.NullMarked;
