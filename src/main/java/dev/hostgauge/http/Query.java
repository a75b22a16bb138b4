package dev.hostgauge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request: names and all their values, in order. */
final class Query {
    private static final int MOST_CHARACTERS = 8192;
    private static final int MOST_PARAMETERS = 256;

    private final Map<String, List<String>> parameters;

    private Query(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /**
     * @param raw what stands after the question mark, still encoded; null if there is none
     */
    static Query parse(@Nullable String raw) throws BadRequest {
        if (raw == null || raw.isEmpty()) {
            return new Query(Map.of());
        }
        if (raw.length() > MOST_CHARACTERS) {
            throw new BadRequest("the query has more than " + MOST_CHARACTERS + " characters");
        }
        String[] pairs = raw.split("&", -1);
        if (pairs.length > MOST_PARAMETERS) {
            throw new BadRequest("the query has more than " + MOST_PARAMETERS + " parameters");
        }
        Map<String, List<String>> parameters = new HashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.computeIfAbsent(decode(name), key -> new ArrayList<>()).add(decode(value));
        }
        return new Query(parameters);
    }

    private static String decode(String encoded) throws BadRequest {
        try {
            return URLDecoder.decode(encoded, UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new BadRequest("malformed query: " + BadRequest.quoted(encoded));
        }
    }

    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }
}
