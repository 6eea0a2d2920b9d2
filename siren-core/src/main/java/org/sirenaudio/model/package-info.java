/**
 * Fitted recordings: networks on a time axis, their evaluation at any instant, and their file. Imports network and kernel.
 */
@NullMarked
package org.sirenaudio.model;

import org.jspecify.annotations.NullMarked;
