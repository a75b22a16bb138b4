package dev.hostgauge.machine.oshi;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One object of OSHI's, as a table of what its methods answer: a value, nothing, an exception that is thrown, or a
 * supplier of any of these. What has no answer is never to be asked, such as the list of all processes.
 */
public final class Fake<T> {
    private final Class<T> type;
    private final Map<String, @Nullable Object> answers = new HashMap<>();

    private Fake(Class<T> type) {
        this.type = type;
    }

    public static <T> Fake<T> of(Class<T> type) {
        return new Fake<>(type);
    }

    /** Answers from now on. */
    public Fake<T> with(String method, @Nullable Object answer) {
        answers.put(method, answer);
        return this;
    }

    /** What it has an answer to, and the answer. */
    public Map<String, @Nullable Object> answers() {
        return new HashMap<>(answers);
    }

    /** What it stands for. */
    public String name() {
        return type.getSimpleName();
    }

    /** It, as OSHI would hand it out. */
    public T object() {
        InvocationHandler handler = (proxy, method, arguments) -> answer(proxy, method, arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private @Nullable Object answer(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (!answers.containsKey(method.getName())) {
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            throw new AssertionError("nobody should ask " + type.getSimpleName() + "." + method.getName());
        }
        Object answer = answers.get(method.getName());
        if (answer instanceof Supplier<?> supplier) {
            answer = supplier.get();
        }
        if (answer instanceof Throwable thrown) {
            throw thrown;
        }
        return answer instanceof Fake<?> fake ? fake.object() : answer;
    }
}
