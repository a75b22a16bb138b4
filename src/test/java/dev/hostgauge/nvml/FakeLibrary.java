package dev.hostgauge.nvml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds the fake driver's library, each variant with the symbols that its branch exports. */
final class FakeLibrary {
    static final String NAME = "libnvidia-ml.so.1";

    private static final Path FUNCTIONS = Path.of("src/test/resources/gpus/functions.txt");
    /** Where an ELF file names the kind of processor it is for. */
    private static final int ELF_MACHINE = 18;

    private static final byte[] SPARC = {2, 0};

    private FakeLibrary() {}

    /** Puts a library of its own into this folder, for the control files beside it. */
    static void install(Variant variant, Path folder) {
        try {
            Files.copy(built(variant), folder.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path built(Variant variant) {
        List<String> arguments = new ArrayList<>(List.of(
                "-shared", "-fPIC", "-O1", "-g", "-Wall", "-Wextra", "-Werror", "-pthread", "-Wl,-soname," + NAME));
        arguments.addAll(variant.definitions());
        arguments.add("-Wl,--version-script=" + CCompiler.file(".map", exportsOnly(variant)));
        arguments.add(CCompiler.SOURCES.resolve("fake_nvml.c").toString());
        arguments.add("-ldl");
        return CCompiler.build(NAME, arguments);
    }

    /** Makes a library in this folder that no processor which runs Java can load. */
    static Path forAnotherArchitecture(Path folder) {
        try {
            byte[] library = Files.readAllBytes(built(Variant.DRIVER_610));
            System.arraycopy(SPARC, 0, library, ELF_MACHINE, SPARC.length);
            return Files.write(folder.resolve(NAME), library);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each function of the fake with the first branch that has it. */
    static Map<String, Integer> functions() {
        try {
            Map<String, Integer> functions = new LinkedHashMap<>();
            for (String line : Files.readAllLines(FUNCTIONS)) {
                if (!line.startsWith("#")) {
                    int space = line.indexOf(' ');
                    functions.put(line.substring(space + 1), Integer.valueOf(line.substring(0, space)));
                }
            }
            return functions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String exportsOnly(Variant variant) {
        String exported = functions().entrySet().stream()
                .filter(function -> variant.exports(function.getKey(), function.getValue()))
                .map(function -> function.getKey() + ";\n")
                .collect(Collectors.joining());
        return "{\n" + (exported.isEmpty() ? "" : "global:\n" + exported) + "local:\n*;\n};\n";
    }
}
