package io.postern.audit;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** One action with many parts, such as an import: its line stands in the trail, and those of the parts beneath it. */
@Component
public class AuditGroups {

    private static final ThreadLocal<Long> HEAD = ThreadLocal.withInitial(() -> 0L);

    private final AuditTrail trail;

    AuditGroups(AuditTrail trail) {
        this.trail = trail;
    }

    /** Writes the line of the action. The lines that the work causes on this thread stand beneath it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void beneath(Audited action, Runnable work) {
        HEAD.set(trail.write(action));
        try {
            work.run();
        } finally {
            HEAD.remove();
        }
    }

    /** The number of the line beneath which the lines of this thread stand; 0 for none. */
    static long head() {
        return HEAD.get();
    }
}
