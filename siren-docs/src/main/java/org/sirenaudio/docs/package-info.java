/**
 * The documentation as a static site: one HTML page per Markdown page, and a search. Rendered by
 * commonmark-java, since the pages must also read well on GitHub; generators such as JBake neither
 * check links nor build a search index.
 */
@NullMarked
package org.sirenaudio.docs;

import org.jspecify.annotations.NullMarked;
