package dev.hostgauge.collector.process;

import dev.hostgauge.machine.Malformed;
import dev.hostgauge.machine.Root;
import dev.hostgauge.metric.MetricDef;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a cgroup may use, which is no more than each of those around it may.
 *
 * @param metric what it limits
 * @param place the cgroup
 * @param name of the file in each folder
 * @param parser makes the limit of what the file says
 */
record CgroupLimit(MetricDef metric, CgroupPlace place, String name, Parser parser) {
    /** Version 1 says "none" as the largest number of whole pages, which depends on the page's size. */
    private static final double NO_LIMIT = 1L << 62;

    private static final String WANTED = "a limit or max";
    private static final String QUOTA = "cpu.cfs_quota_us";
    private static final String PERIOD = "cpu.cfs_period_us";

    /** Makes a limit of a line, empty for none. */
    interface Parser {
        OptionalDouble parse(Root root, String file, String line) throws IOException;
    }

    /** Version 1's two files. */
    static CgroupLimit ofQuota(MetricDef metric, CgroupPlace place) {
        return new CgroupLimit(metric, place, QUOTA, CgroupLimit::parseQuotaOfVersion1);
    }

    /** The own cgroup's file, for messages. */
    String file() {
        return place.own() + "/" + name;
    }

    /** The smallest limit on the way up; empty if there is none. */
    OptionalDouble smallest(Root root) throws IOException {
        OptionalDouble smallest = OptionalDouble.empty();
        for (String folder : place.folders()) {
            String file = folder + "/" + name;
            Optional<String> line = root.fact(file);
            if (line.isPresent()) {
                OptionalDouble limit = parser.parse(root, file, line.get());
                if (limit.isPresent() && limit.getAsDouble() < smallest.orElse(Double.POSITIVE_INFINITY)) {
                    smallest = limit;
                }
            }
        }
        return smallest;
    }

    /** A number, or {@code max}. */
    static OptionalDouble parse(Root root, String file, String line) throws Malformed {
        if (line.equals("max")) {
            return OptionalDouble.empty();
        }
        double limit = number(file, line, WANTED);
        return limit < NO_LIMIT ? OptionalDouble.of(limit) : OptionalDouble.empty();
    }

    /** {@code QUOTA PERIOD} in microseconds, where the quota may be {@code max}. */
    static OptionalDouble parseQuota(Root root, String file, String line) throws Malformed {
        String[] words = line.split(" ", -1);
        if (words.length != 2) {
            throw new Malformed(file, "a quota and a period", line);
        }
        return words[0].equals("max") ? OptionalDouble.empty() : quota(file, words[0], words[1]);
    }

    /** The quota in microseconds, or -1; its period stands in the file beside it. */
    private static OptionalDouble parseQuotaOfVersion1(Root root, String file, String line) throws IOException {
        if (line.equals("-1")) {
            return OptionalDouble.empty();
        }
        String period = file.substring(0, file.length() - QUOTA.length()) + PERIOD;
        return quota(file, line, root.fact(period).orElse(""));
    }

    private static OptionalDouble quota(String file, String quota, String period) throws Malformed {
        double periodMicroseconds = number(file, period, "a period");
        if (periodMicroseconds <= 0) {
            throw new Malformed(file, "a period above 0", period);
        }
        return OptionalDouble.of(number(file, quota, "a quota") / periodMicroseconds);
    }

    private static double number(String file, String word, String wanted) throws Malformed {
        if (!word.matches("[0-9]{1,20}")) {
            throw new Malformed(file, wanted, word);
        }
        return Double.parseDouble(word);
    }
}
