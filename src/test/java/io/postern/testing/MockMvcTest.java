package io.postern.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/** The whole application without a port, asked through Spring's mock of the web. Tests on the same database share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        properties = {
            "postern.mail.tests-per-minute=3",
            "postern.dns.servers=",
            "postern.secret-key=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
        })
@AutoConfigureMockMvc
public @interface MockMvcTest {}
