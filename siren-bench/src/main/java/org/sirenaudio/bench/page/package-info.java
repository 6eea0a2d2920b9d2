/** The pages that the commands write: goals, tables and number formats in Markdown. */
@NullMarked
package org.sirenaudio.bench.page;

import org.jspecify.annotations.NullMarked;
