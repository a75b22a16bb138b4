/** Settings: the configuration in, validated and immutable values out, every mistake named with its place. */
@NullMarked
package dev.hostgauge.config;

import org.jspecify.annotations.NullMarked;
