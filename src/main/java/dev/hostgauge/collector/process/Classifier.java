package dev.hostgauge.collector.process;

import dev.hostgauge.collector.Failures;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.config.ProcessGroup;
import dev.hostgauge.machine.ProcessStat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the group that a process belongs to: the first of which every expression is found. */
final class Classifier {
    private final List<Group> groups;
    private final ProcessFiles files;

    private int hidden;
    private String file = "";
    private String why = "";

    Classifier(List<Group> groups, ProcessFiles files) {
        this.groups = groups;
        this.files = files;
    }

    /** A new reading of all processes begins. */
    void begin() {
        hidden = 0;
    }

    /** Decides about this process, unless an earlier decision holds; a group that it may be in is not known. */
    void classify(Member member, ProcessStat process, double upSeconds) {
        if (member.isUndecided(process, upSeconds)) {
            decide(member, process, upSeconds);
        }
        hidden += member.mayBeIn().isEmpty() ? 0 : 1;
        member.mayBeIn().forEach(Group::hide);
    }

    private void decide(Member member, ProcessStat process, double upSeconds) {
        Candidate candidate = new Candidate(process);
        Optional<Group> found = Optional.empty();
        List<Group> mayBeIn = new ArrayList<>();
        for (Group group : groups) {
            Match match = candidate.match(group.rule());
            if (match == Match.HIDDEN) {
                mayBeIn.add(group);
            } else if (match == Match.YES) {
                found = Optional.of(group);
                break;
            }
        }
        if (!mayBeIn.isEmpty()) {
            // If it is in an earlier one, it is not in this.
            found.ifPresent(mayBeIn::add);
        }
        member.decide(process, upSeconds, found, mayBeIn);
    }

    /** Says if programs or arguments could not be seen that a group asks for. */
    void report(Sink sink) {
        if (hidden > 0) {
            sink.problem(file, why + " for " + hidden + " that may be in a group: such groups are withheld");
        }
    }

    /** Whether an expression is found in something of a process, which may be hidden. */
    private enum Match {
        YES,
        NO,
        HIDDEN;

        Match and(Match other) {
            if (this == NO || other == NO) {
                return NO;
            }
            return this == YES ? other : this;
        }
    }

    /** A process with what is read of it only if an expression asks. */
    private final class Candidate {
        private final ProcessStat process;
        private final Map<String, Optional<String>> known = new HashMap<>();

        Candidate(ProcessStat process) {
            this.process = process;
        }

        Match match(ProcessGroup rule) {
            Match match = rule.comm()
                    .map(wanted -> find("comm", wanted, process.name()))
                    .orElse(Match.YES);
            if (match == Match.YES) {
                match = rule.exe()
                        .map(wanted -> find("exe", wanted, files::exe))
                        .orElse(Match.YES);
            }
            if (match != Match.NO && rule.cmdline().isPresent()) {
                match = match.and(find("cmdline", rule.cmdline().get(), files::cmdline));
            }
            return match;
        }

        private Match find(String name, Pattern expression, Question question) {
            Optional<String> text = known.computeIfAbsent(name, file -> read(file, question));
            return text.isPresent() ? find(name, expression, text.get()) : Match.HIDDEN;
        }

        /** In an empty text, which stands for what there is not, nothing is found. */
        private Match find(String name, Pattern expression, String text) {
            if (text.isEmpty()) {
                return Match.NO;
            }
            try {
                return expression.matcher(new Patience(text)).find() ? Match.YES : Match.NO;
            } catch (Patience.Lost | StackOverflowError tooDear) {
                refuse(name, "the expression " + expression + " takes too long or too much memory");
                return Match.HIDDEN;
            }
        }

        /** Empty if it may not be seen; an empty text if there is none. */
        private Optional<String> read(String name, Question question) {
            try {
                return Optional.of(question.of(process.pid()).orElse(""));
            } catch (IOException refused) {
                refuse(name, Failures.words(refused));
                return Optional.empty();
            }
        }
    }

    private void refuse(String name, String reason) {
        file = "/proc/[pid]/" + name;
        why = reason;
    }

    private interface Question {
        Optional<String> of(int pid) throws IOException;
    }
}
