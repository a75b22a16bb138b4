/** The command line: what the user asks for, read, checked and done; the only package that writes to the terminal. */
@NullMarked
package dev.hostgauge.cli;

import org.jspecify.annotations.NullMarked;
