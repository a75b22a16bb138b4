package dev.hostgauge.nvml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A profile of GPUs in src/test/resources/gpus: what NVML says of them.
 *
 * <pre>
 * # free text
 * like h100             all of another profile first
 * gpus 8                how many there are; 1 if it does not say
 * name NVIDIA H100      a key and its value, of every GPU; {n} in it is the GPU's number
 * 3: minor 7            of GPU 3
 * without energy        not supported, though the other profile has it
 * </pre>
 */
final class Profile {
    private static final Path FOLDER = Path.of("src/test/resources/gpus");

    private final Map<String, String> shared = new TreeMap<>();
    private final Map<Integer, Map<String, String>> own = new TreeMap<>();
    private int gpus = 1;

    private Profile() {}

    /** The keys and values of each GPU. */
    static Map<Integer, Map<String, String>> read(String name) {
        Profile profile = new Profile();
        try {
            profile.include(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return profile.expand();
    }

    private void include(String name) throws IOException {
        for (String line : Files.readAllLines(FOLDER.resolve(name + ".gpu"))) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                // A key may stand alone: its value is the empty text.
                String[] word = (line + ' ').split(" ", 2);
                include(word[0], word[1].strip());
            }
        }
    }

    private void include(String key, String value) throws IOException {
        if (key.equals("like")) {
            include(value);
        } else if (key.equals("gpus")) {
            gpus = Integer.parseInt(value);
        } else if (key.equals("without")) {
            shared.remove(value);
        } else if (key.endsWith(":")) {
            int space = value.indexOf(' ');
            own.computeIfAbsent(Integer.valueOf(key.substring(0, key.length() - 1)), gpu -> new TreeMap<>())
                    .put(value.substring(0, space), value.substring(space + 1));
        } else {
            shared.put(key, value);
        }
    }

    private Map<Integer, Map<String, String>> expand() {
        Map<Integer, Map<String, String>> all = new TreeMap<>();
        for (int gpu = 0; gpu < gpus; gpu++) {
            Map<String, String> values = new TreeMap<>(shared);
            values.putAll(own.getOrDefault(gpu, Map.of()));
            String number = String.valueOf(gpu);
            values.replaceAll((key, value) -> value.replace("{n}", number));
            all.put(gpu, values);
        }
        return all;
    }
}
