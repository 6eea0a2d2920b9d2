/**
 * The arithmetic: forward and backward passes of whole networks, on plain arrays. The only package
 * that uses {@code jdk.incubator.vector}; imports layer.
 */
@NullMarked
package org.sirenaudio.kernel;

import org.jspecify.annotations.NullMarked;
