package dev.hostgauge.http;

import java.util.List;

/**
 * Who answers.
 *
 * @param version of HostGauge
 * @param revision the commit it was built from; empty if the build was not told
 * @param hostNames the machine's own names, under which pages may be asked for
 */
public record Identity(String version, String revision, List<String> hostNames) {
    public Identity {
        hostNames = List.copyOf(hostNames);
    }
}
