package dev.hostgauge.http;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a page may be asked for under a name. A foreign site can have its own name point at this machine, and then read
 * our pages in its visitor's browser as if they were its own: so only names count that are known to be ours.
 */
final class HostCheck {
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]*)(:\\d*)?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]*:[0-9a-f:.]*]");

    private final Set<String> names = new HashSet<>(Set.of("localhost"));

    HostCheck(Collection<String> ownNames, Collection<String> allowedHosts) {
        ownNames.forEach(name -> names.add(canonical(name)));
        allowedHosts.forEach(name -> names.add(canonical(name)));
    }

    private static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /**
     * @param headers the values of the header {@code Host}; null without one, as from HTTP/1.0, which no browser speaks
     */
    boolean allows(@Nullable List<String> headers) {
        if (headers == null) {
            return true;
        }
        var parts = HOST_AND_PORT.matcher(headers.get(0).strip());
        if (headers.size() > 1 || !parts.matches()) {
            return false;
        }
        String host = canonical(parts.group(1));
        return names.contains(host)
                || IPV4.matcher(host).matches()
                || IPV6.matcher(host).matches();
    }
}
