/** The manifest of a corpus in files: Parquet and CSV. It imports the rooms corpus and root. */
@NullMarked
package org.sirenaudio.manifest;

import org.jspecify.annotations.NullMarked;
