package dev.hostgauge.nvml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToLongFunction;

/** {@code fake_nvml.stat}: the memory that the fake driver and its test share, laid out as fake_control.h says. */
final class Statistics {
    static final int GENERATION = 0;
    static final int INITS = 2;
    static final int SHUTDOWNS = 3;
    static final int REFERENCES = 4;
    static final int CALLS_UNINITIALISED = 5;
    static final int BROKEN_CANARIES = 6;
    static final int HANGING = 7;
    static final int STALE_HANDLES = 8;
    static final int BAD_ARGUMENTS = 9;
    static final int WRONG_VERSIONS = 10;
    static final int EVENTS_DELIVERED = 11;
    static final int LIVE_EVENT_SETS = 12;
    static final int LIVE_SAMPLES = 13;
    static final int EVENTS_WAITING = 14;
    static final int BAD_LINES = 15;

    private static final int THREADS_AT = 16 * Long.BYTES;
    private static final int MAX_THREADS = 64;
    private static final int FUNCTIONS_AT = THREADS_AT + MAX_THREADS * Long.BYTES;
    private static final int MAX_FUNCTIONS = 160;
    private static final int NAME_BYTES = 64;
    private static final int MAX_GPUS = 32;
    private static final int FUNCTION_BYTES = NAME_BYTES + (2 + MAX_GPUS) * Long.BYTES;
    private static final int SIZE = FUNCTIONS_AT + MAX_FUNCTIONS * FUNCTION_BYTES;

    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer memory;

    Statistics(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE).order(ByteOrder.nativeOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long get(int word) {
        return at(word * Long.BYTES);
    }

    void announceChange() {
        WORD.getAndAdd(memory, GENERATION, 1L);
    }

    long calls(String pattern) {
        return sum(pattern, at -> at(at + NAME_BYTES));
    }

    long calls(int gpu, String pattern) {
        return sum(pattern, at -> at(at + NAME_BYTES + (2 + gpu) * Long.BYTES));
    }

    /** The kernel's ids of the threads that made such a call. */
    Set<Long> threads(String pattern) {
        Set<Long> threads = new TreeSet<>();
        functions().forEach((name, at) -> {
            long mask = at(at + NAME_BYTES + Long.BYTES);
            for (int thread = 0; matches(pattern, name) && thread < MAX_THREADS; thread++) {
                if ((mask >>> thread & 1) != 0) {
                    threads.add(at(THREADS_AT + thread * Long.BYTES));
                }
            }
        });
        return threads;
    }

    /** Every function that was called, and how often. */
    Map<String, Long> census() {
        Map<String, Long> calls = new LinkedHashMap<>();
        functions().forEach((name, at) -> calls.put(name, at(at + NAME_BYTES)));
        return calls;
    }

    void forgetCalls() {
        functions().values().forEach(at -> {
            for (int word = 0; word < 2 + MAX_GPUS; word++) {
                WORD.setVolatile(memory, at + NAME_BYTES + word * Long.BYTES, 0L);
            }
        });
    }

    private long sum(String pattern, IntToLongFunction count) {
        return functions().entrySet().stream()
                .filter(function -> matches(pattern, function.getKey()))
                .mapToLong(function -> count.applyAsLong(function.getValue()))
                .sum();
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    private Map<String, Integer> functions() {
        Map<String, Integer> functions = new LinkedHashMap<>();
        byte[] name = new byte[NAME_BYTES];
        for (int function = 0; function < MAX_FUNCTIONS; function++) {
            int at = FUNCTIONS_AT + function * FUNCTION_BYTES;
            memory.get(at, name);
            String text = new String(name, StandardCharsets.US_ASCII);
            int end = text.indexOf('\0');
            if (end <= 0) {
                break;
            }
            functions.put(text.substring(0, end), at);
        }
        return functions;
    }

    private long at(int offset) {
        return (long) WORD.getVolatile(memory, offset);
    }
}
