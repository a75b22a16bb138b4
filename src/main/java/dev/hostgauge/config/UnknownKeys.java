package dev.hostgauge.config;

import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.List;

/** Keys that the reference does not have. */
final class UnknownKeys {
    private UnknownKeys() {}

    /** Names each once: of an unknown block not every key in it. */
    static void find(ConfigObject configuration, Reference reference, Mistakes mistakes) {
        find("", configuration, reference, mistakes);
    }

    private static void find(String prefix, ConfigObject block, Reference reference, Mistakes mistakes) {
        block.forEach((name, value) -> {
            String path = prefix + name;
            boolean isBlock = reference.hasBlock(path);
            if (isBlock && value instanceof ConfigObject inner) {
                find(path + ".", inner, reference, mistakes);
            } else if (isBlock) {
                mistakes.add(value.origin(), path, "want a block { … }, got a value");
            } else if (reference.find(path).isEmpty()) {
                mistakes.add(Origins.source(value.origin()), Origins.line(value.origin()), complaint(path, reference));
            }
        });
    }

    /** What to tell somebody who named this. */
    static String complaint(String path, Reference reference) {
        if (reference.hasBlock(path)) {
            return path + " is a block: name one of the keys in it";
        }
        String[] names = path.split("\\.", -1);
        if (path.startsWith(Key.COLLECTORS) && !reference.hasBlock(Key.COLLECTORS + names[1])) {
            return "unknown collector " + Mistakes.shown(names[1]) + Nearest.hint(names[1], reference.collectors());
        }
        List<String> candidates = new ArrayList<>();
        for (Key key : reference.keys()) {
            candidates.add(key.path());
            // A name without its block is a slip too.
            if (key.path().endsWith("." + path)) {
                return "unknown key " + path + "; did you mean " + key.path() + "?";
            }
            for (int dot = key.path().indexOf('.'); dot > 0; dot = key.path().indexOf('.', dot + 1)) {
                candidates.add(key.path().substring(0, dot));
            }
        }
        return "unknown key " + Mistakes.printable(path) + Nearest.hint(path, candidates);
    }
}
