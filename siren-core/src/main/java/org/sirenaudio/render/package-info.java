/** Models made audible: any rate, any span, any instants. Imports audio and model. */
@NullMarked
package org.sirenaudio.render;

import org.jspecify.annotations.NullMarked;
