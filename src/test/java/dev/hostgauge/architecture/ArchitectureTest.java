package dev.hostgauge.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who may use whom: each package of the product names all it may use, ours and others'. */
class ArchitectureTest {
    private static final String OURS = "dev.hostgauge.";
    private static final List<String> EVERYONE = List.of("java..", "org.jspecify.annotations..", "org.slf4j");

    /** Packages below dev.hostgauge, and beside {@link #EVERYONE} what each may use. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("metric", List.of()),
            Map.entry("config", List.of("com.typesafe.config..")),
            Map.entry(
                    "cli", List.of(OURS + "metric", OURS + "collector", OURS + "config", OURS + "logging", "picocli")),
            Map.entry("logging", List.of(OURS + "config", "ch.qos.logback..")),
            Map.entry("machine", List.of(OURS + "machine.oshi", OURS + "nvml", "com.sun.jna..")),
            Map.entry("nvml", List.of("com.sun.jna..")),
            Map.entry("machine.oshi", List.of(OURS + "metric", "oshi..", "com.sun.management")),
            Map.entry(
                    "collector",
                    List.of(OURS + "metric", OURS + "machine", OURS + "machine.oshi", OURS + "nvml", OURS + "config")),
            Map.entry("prometheus", List.of(OURS + "metric", "io.prometheus..")),
            Map.entry(
                    "http",
                    List.of(OURS + "metric", OURS + "config", OURS + "prometheus", "com.sun.net.httpserver..")));

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hostgauge");

    @Test
    void everyPackageUsesOnlyWhatItMay() {
        MAY_USE.forEach((name, others) -> {
            List<String> allowed = new ArrayList<>(EVERYONE);
            allowed.addAll(others);
            allowed.add(OURS + name);
            classes()
                    .that()
                    .resideInAPackage(OURS + name)
                    .should()
                    .onlyDependOnClassesThat(orArrayOf(resideInAnyPackage(allowed.toArray(String[]::new))))
                    .allowEmptyShould(true)
                    .check(PRODUCT);
        });
    }

    @Test
    void aSubjectUsesTheEngineAndNoOtherSubject() {
        for (String subject : packagesBelow("collector.")) {
            classes()
                    .that()
                    .resideInAPackage(subject)
                    .should()
                    .onlyDependOnClassesThat(orArrayOf(resideInAnyPackage(
                            "java..",
                            "org.jspecify.annotations..",
                            "org.slf4j",
                            OURS + "metric",
                            OURS + "machine",
                            OURS + "machine.oshi",
                            OURS + "nvml",
                            OURS + "config",
                            OURS + "collector",
                            subject)))
                    .check(PRODUCT);
        }
    }

    @Test
    void everySubjectShowsItsListAlone() {
        for (String subject : packagesBelow("collector.")) {
            assertThat(PRODUCT.stream()
                            .filter(type -> type.getPackageName().equals(subject))
                            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                            .map(JavaClass::getSimpleName))
                    .as(subject)
                    .allMatch(name -> name.endsWith("Collectors"));
        }
    }

    @Test
    void everyPackageHasItsPlaceInTheTable() {
        Set<String> unknown = new TreeSet<>();
        for (JavaClass type : PRODUCT) {
            String name = type.getPackageName();
            boolean root = name.equals("dev.hostgauge");
            boolean known = !root && MAY_USE.containsKey(name.substring(OURS.length()));
            if (!root && !known && !name.startsWith(OURS + "collector.")) {
                unknown.add(name);
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static Set<String> packagesBelow(String prefix) {
        Set<String> names = new TreeSet<>();
        PRODUCT.forEach(type -> names.add(type.getPackageName()));
        names.removeIf(name -> !name.startsWith(OURS + prefix));
        return names;
    }

    /** Arrays of anything are as their element. */
    private static DescribedPredicate<JavaClass> orArrayOf(DescribedPredicate<JavaClass> allowed) {
        return DescribedPredicate.describe(
                allowed.getDescription(),
                type -> type.getBaseComponentType().isPrimitive() || allowed.test(type.getBaseComponentType()));
    }
}
