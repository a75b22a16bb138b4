package dev.hostgauge.nvml;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which functions a library has: those that JNA could bind to it. */
final class Symbols {
    private final Set<String> bound = new HashSet<>();
    private final Set<NvmlCall> calls = EnumSet.noneOf(NvmlCall.class);

    /** Binds the functions to this library, for the whole program. */
    Symbols(NativeLibrary library) {
        bind(Core.class, library);
        for (Class<?> functions : Extras.class.getDeclaredClasses()) {
            try {
                bind(functions, library);
            } catch (UnsatisfiedLinkError lacking) {
                // The class is not bound, or to an earlier library: nobody calls it, as the names tell.
            }
        }
        for (NvmlCall call : NvmlCall.values()) {
            if (bound.contains(call.symbol()) || hasOlder(call)) {
                calls.add(call);
            }
        }
    }

    boolean has(NvmlCall call) {
        return calls.contains(call);
    }

    boolean has(String symbol) {
        return bound.contains(symbol);
    }

    private boolean hasOlder(NvmlCall call) {
        return switch (call) {
            case CLOCKS_EVENT_REASONS -> has("nvmlDeviceGetCurrentClocksThrottleReasons");
            case TEMPERATURE -> has("nvmlDeviceGetTemperatureV");
            case COMPUTE_PROCESSES, GRAPHICS_PROCESSES, MPS_PROCESSES ->
                has(call.symbol() + "_v2") || has(call.symbol() + "_v3");
            default -> false;
        };
    }

    private void bind(Class<?> functions, NativeLibrary library) {
        Native.register(functions, library);
        bound.addAll(functionsOf(functions));
    }

    /** The names of the functions that a class declares; whatever else it has is none of the library's. */
    static List<String> functionsOf(Class<?> functions) {
        return Stream.of(functions.getDeclaredMethods())
                .filter(method -> Modifier.isNative(method.getModifiers()))
                .map(Method::getName)
                .toList();
    }
}
