package io.postern.system;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** Lets the pool tell of what goes wrong; by configuration it could only be given a class, which knows nobody. */
    @Bean
    static BeanPostProcessor faultsOfThePool(ObjectProvider<DatabaseFaults> faults) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    pool.setExceptionOverride(faults.getObject());
                }
                return bean;
            }
        };
    }
}
