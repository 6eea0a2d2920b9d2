/**
 * The innermost loops of the kernels, on plain arrays: with vectors, or one number at a time where
 * vectors are slow, to the same bits. Imports nothing.
 */
@NullMarked
package org.sirenaudio.loop;

import org.jspecify.annotations.NullMarked;
