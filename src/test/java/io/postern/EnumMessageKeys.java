package io.postern;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The message keys that an enum builds. */
final class EnumMessageKeys {

    private EnumMessageKeys() {}

    /**
     * What each method of the constant gives whose name ends in {@code Key}.
     *
     * @param ends the arguments for methods that take one
     */
    static List<String> of(Class<?> type, Object constant, Set<String> ends) {
        List<String> keys = new ArrayList<>();
        try {
            for (Method method : type.getDeclaredMethods()) {
                if (!method.getName().endsWith("Key") || method.getReturnType() != String.class) {
                    continue;
                }
                method.setAccessible(true);
                if (method.getParameterCount() == 0) {
                    keys.add((String) method.invoke(constant));
                } else if (method.getParameterCount() == 1) {
                    for (String end : ends) {
                        keys.add((String) method.invoke(constant, end));
                    }
                }
            }
        } catch (ReflectiveOperationException broken) {
            throw new AssertionError(broken);
        }
        return keys;
    }
}
