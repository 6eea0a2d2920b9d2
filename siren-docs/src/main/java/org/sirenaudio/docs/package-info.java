/** The documentation as a static site: one page of HTML for each page of Markdown, and a search. */
@NullMarked
package org.sirenaudio.docs;

import org.jspecify.annotations.NullMarked;
