/** Corpus manifests in Parquet and CSV. Imports corpus, error and io. */
@NullMarked
package org.sirenaudio.manifest;

import org.jspecify.annotations.NullMarked;
