package dev.hostgauge.collector.custom;

import java.nio.file.Path;

/**
 * One reading of a file; the same object until the file changes.
 *
 * @param mtimeSeconds when it was written, in whole seconds since 1970
 */
record Reading(Path path, double mtimeSeconds, Content content) {}
