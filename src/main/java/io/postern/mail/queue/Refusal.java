package io.postern.mail.queue;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A refusal that others may meet as well.
 *
 * @param ofSettings whether a rule says that the settings are at fault
 * @param inARow whether no mail was accepted since
 */
record Refusal(long delivery, String account, String domain, boolean ofSettings, boolean inARow, int server) {

    static Set<String> domains(List<Refusal> refusals) {
        return refusals.stream().map(Refusal::domain).collect(Collectors.toSet());
    }

    static long accounts(List<Refusal> refusals, Predicate<Refusal> which) {
        return refusals.stream().filter(which).map(Refusal::account).distinct().count();
    }
}
