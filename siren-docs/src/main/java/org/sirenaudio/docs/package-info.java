/** The documentation as a static site: one HTML page per Markdown page, and a search. */
@NullMarked
package org.sirenaudio.docs;

import org.jspecify.annotations.NullMarked;
