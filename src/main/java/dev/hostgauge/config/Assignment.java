package dev.hostgauge.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One value from outside the file.
 *
 * @param where what gave it: a flag or a variable, as the user spells it
 * @param path the key
 * @param value the text
 */
public record Assignment(String where, String path, String value) {

    /** Assignments as a layer of the configuration: the last one of a key counts, those of a list add up. */
    static Config layer(List<Assignment> assignments, Reference reference, Mistakes mistakes) {
        Map<String, ConfigValue> layer = new LinkedHashMap<>();
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (Assignment assignment : assignments) {
            Optional<Key> key = reference.find(assignment.path);
            if (key.isEmpty()) {
                mistakes.add(assignment.where, UnknownKeys.complaint(assignment.path, reference));
            } else if (key.get().kind() == Key.Kind.BLOCKS) {
                mistakes.add(assignment.where, "wants " + key.get().kind().wanted() + ", which only a file can give");
            } else {
                boolean isList = key.get().kind() == Key.Kind.LIST;
                Object value = isList ? assignment.added(lists) : assignment.value;
                layer.put(key.get().path(), ConfigValueFactory.fromAnyRef(value, assignment.where));
            }
        }
        return ConfigFactory.parseMap(layer);
    }

    private List<String> added(Map<String, List<String>> lists) {
        List<String> list = lists.computeIfAbsent(path, key -> new ArrayList<>());
        for (String item : value.split(",", -1)) {
            if (!item.isBlank()) {
                list.add(item.strip());
            }
        }
        return list;
    }
}
