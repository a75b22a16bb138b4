package dev.hostgauge.collector.system;

import dev.hostgauge.machine.Malformed;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/**
 * A rule for all years to come, as POSIX writes it in the variable TZ: {@code CET-1CEST,M3.5.0,M10.5.0/3}.
 *
 * <p>Parsed with each question, which is one a scrape.
 */
final class PosixZone {
    private static final String SOURCE = "time zone";
    private static final int DEFAULT_TIME = 2 * 3600;

    private final String rule;
    private int at;

    private PosixZone(String rule) {
        this.rule = rule;
    }

    /** Offset and name that the rule gives for a moment. */
    static ZoneFile.Local at(String rule, long epochSecond) throws Malformed {
        try {
            return new PosixZone(rule).at(epochSecond);
        } catch (DateTimeException | NumberFormatException | StringIndexOutOfBoundsException broken) {
            throw new Malformed(SOURCE, "a rule such as CET-1CEST,M3.5.0,M10.5.0/3", rule);
        }
    }

    private ZoneFile.Local at(long epochSecond) {
        String standardName = name();
        int standard = -seconds();
        if (at == rule.length()) {
            return new ZoneFile.Local(standard, standardName);
        }
        String summerName = name();
        int summer = rule.charAt(at) == ',' ? standard + 3600 : -seconds();
        int year = LocalDate.ofEpochDay(Math.floorDiv(epochSecond + standard, 86_400L))
                .getYear();
        long start = moment(year) - standard;
        long end = moment(year) - summer;
        boolean isSummer =
                start < end ? epochSecond >= start && epochSecond < end : epochSecond >= start || epochSecond < end;
        return isSummer ? new ZoneFile.Local(summer, summerName) : new ZoneFile.Local(standard, standardName);
    }

    private String name() {
        int start = at;
        if (rule.charAt(at) == '<') {
            at = rule.indexOf('>', at) + 1;
            return rule.substring(start + 1, at - 1);
        }
        while (Character.isLetter(rule.charAt(at))) {
            at++;
        }
        return rule.substring(start, at);
    }

    /** {@code [+-]hh[:mm[:ss]]}. */
    private int seconds() {
        boolean negative = rule.charAt(at) == '-';
        if (negative || rule.charAt(at) == '+') {
            at++;
        }
        int seconds = number() * 3600;
        for (int unit = 60; unit > 0 && at < rule.length() && rule.charAt(at) == ':'; unit /= 60) {
            at++;
            seconds += number() * unit;
        }
        return negative ? -seconds : seconds;
    }

    private int number() {
        int start = at;
        while (at < rule.length() && rule.charAt(at) >= '0' && rule.charAt(at) <= '9') {
            at++;
        }
        return Integer.parseInt(rule.substring(start, at));
    }

    /** {@code ,Mm.w.d[/time]}, {@code ,Jn[/time]} or {@code ,n[/time]} in local time. */
    private long moment(int year) {
        at++;
        LocalDate day = day(year);
        int time = DEFAULT_TIME;
        if (at < rule.length() && rule.charAt(at) == '/') {
            at++;
            time = seconds();
        }
        return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC) + time;
    }

    private LocalDate day(int year) {
        if (rule.charAt(at) == 'M') {
            at++;
            int month = number();
            at++;
            int week = number();
            at++;
            DayOfWeek weekday = DayOfWeek.SUNDAY.plus(number());
            LocalDate first = LocalDate.of(year, month, 1);
            return first.with(
                    week == 5
                            ? TemporalAdjusters.lastInMonth(weekday)
                            : TemporalAdjusters.dayOfWeekInMonth(week, weekday));
        }
        if (rule.charAt(at) == 'J') {
            at++;
            int day = number();
            // These days do not count 29 February.
            return LocalDate.ofYearDay(year, LocalDate.of(year, 1, 1).isLeapYear() && day > 59 ? day + 1 : day);
        }
        return LocalDate.of(year, 1, 1).plusDays(number());
    }
}
