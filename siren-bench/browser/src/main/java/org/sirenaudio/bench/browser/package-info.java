/** How the studio's page behaves in a real browser. */
@NullMarked
package org.sirenaudio.bench.browser;

import org.jspecify.annotations.NullMarked;
