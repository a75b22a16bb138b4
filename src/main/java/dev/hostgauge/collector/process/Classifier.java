package dev.hostgauge.collector.process;

import dev.hostgauge.collector.Failures;
import dev.hostgauge.collector.Sink;
import dev.hostgauge.config.ProcessGroup;
import dev.hostgauge.machine.ProcessStat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the group that a process belongs to: the first of which every expression is found. */
final class Classifier {
    private final List<Group> groups;
    private final ProcessFiles files;

    private int hidden;
    private String why = "";

    Classifier(List<Group> groups, ProcessFiles files) {
        this.groups = groups;
        this.files = files;
    }

    /** A new reading of all processes begins. */
    void begin() {
        hidden = 0;
    }

    /** Decides about this process, unless an earlier decision holds. */
    void classify(Member member, ProcessStat process, double upSeconds) {
        if (member.isUndecided(process, upSeconds)) {
            Candidate candidate = new Candidate(process);
            Optional<Group> found = groups.stream()
                    .filter(group -> candidate.matches(group.rule()))
                    .findFirst();
            member.decide(process, upSeconds, found, candidate.hidden);
        }
        hidden += member.isExeHidden() ? 1 : 0;
    }

    /** Says if programs or arguments could not be seen that a group asks for. */
    void report(Sink sink) {
        if (hidden > 0) {
            sink.problem(
                    "/proc/[pid]/exe",
                    why + " for " + hidden + " processes: whether they match a group by it cannot be told");
        }
    }

    /** A process with what is read of it only if an expression asks. */
    private final class Candidate {
        private final ProcessStat process;
        private @Nullable String exe;
        private @Nullable String cmdline;
        private boolean hidden;

        Candidate(ProcessStat process) {
            this.process = process;
        }

        boolean matches(ProcessGroup rule) {
            return isFound(rule.comm(), process.name())
                    && (rule.exe().isEmpty() || isFound(rule.exe(), exe()))
                    && (rule.cmdline().isEmpty() || isFound(rule.cmdline(), cmdline()));
        }

        /** In an empty text, which stands for what there is not, nothing is found. */
        private boolean isFound(Optional<Pattern> expression, String text) {
            return expression.isEmpty()
                    || (!text.isEmpty() && expression.get().matcher(text).find());
        }

        private String exe() {
            if (exe == null) {
                exe = read(files::exe);
            }
            return exe;
        }

        private String cmdline() {
            if (cmdline == null) {
                cmdline = read(files::cmdline);
            }
            return cmdline;
        }

        private String read(Question question) {
            try {
                return question.of(process.pid()).orElse("");
            } catch (IOException refused) {
                hidden = true;
                why = Failures.words(refused);
                return "";
            }
        }
    }

    private interface Question {
        Optional<String> of(int pid) throws IOException;
    }
}
