package io.postern.mail.smtp;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** The places where a scripted server hangs, until it is told to go on. */
final class HangPoints {

    private final Semaphore started = new Semaphore(0);
    private volatile CountDownLatch released = new CountDownLatch(1);
    private volatile boolean over;

    /** Says that somebody hangs from now on. */
    void begin() {
        started.release();
    }

    void awaitBegin() {
        started.acquireUninterruptibly();
    }

    /** What is counted down at the next release. */
    CountDownLatch released() {
        return over ? new CountDownLatch(0) : released;
    }

    void release() {
        CountDownLatch now = released;
        released = new CountDownLatch(1);
        now.countDown();
    }

    /** Nothing hangs any more. */
    void end() {
        over = true;
        release();
    }
}
