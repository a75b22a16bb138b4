package dev.hostgauge.it;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one scrape in Prometheus's text format said.
 *
 * @param types the type of each family by its name
 * @param series the value of each series, which is written {@code name{label="value",…}} with its labels sorted, the empty
 *     ones left out, for they mean the same as none
 */
record Scrape(Map<String, String> types, Map<String, Double> series) {

    static Scrape parse(byte[] text) {
        Map<String, String> types = new HashMap<>();
        Map<String, Double> series = new TreeMap<>();
        for (String line : new String(text, StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ", -1);
                types.put(words[2], words[3]);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                int value = line.lastIndexOf(' ');
                Double earlier = series.put(sorted(line.substring(0, value)), parseValue(line.substring(value + 1)));
                if (earlier != null) {
                    throw new IllegalArgumentException("twice in one scrape: " + line);
                }
            }
        }
        return new Scrape(types, series);
    }

    /** The name of the family that a series belongs to; the exporters compared here have no histograms. */
    static String family(String series) {
        int labels = series.indexOf('{');
        return labels < 0 ? series : series.substring(0, labels);
    }

    private static double parseValue(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static String sorted(String series) {
        String name = family(series);
        if (name.length() == series.length()) {
            return series;
        }
        TreeMap<String, String> labels = new TreeMap<>();
        String rest = series.substring(name.length() + 1, series.length() - 1);
        while (!rest.isEmpty()) {
            int equals = rest.indexOf('=');
            int end = equals + 2;
            while (rest.charAt(end) != '"') {
                end += rest.charAt(end) == '\\' ? 2 : 1;
            }
            if (end > equals + 2) {
                labels.put(rest.substring(0, equals), rest.substring(equals + 2, end));
            }
            rest = rest.substring(Math.min(rest.length(), end + 2));
        }
        StringBuilder sorted = new StringBuilder(name);
        labels.forEach((label, value) -> sorted.append(sorted.length() == name.length() ? '{' : ',')
                .append(label)
                .append("=\"")
                .append(value)
                .append('"'));
        return sorted.append(labels.isEmpty() ? "" : "}").toString();
    }
}
