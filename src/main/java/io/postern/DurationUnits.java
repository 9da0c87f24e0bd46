package io.postern;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.stereotype.Component;

/** Refuses a setting of Postern that is a duration without a unit. Spring Boot would take it for milliseconds. */
@Component
class DurationUnits implements ConfigurationPropertiesBindHandlerAdvisor {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("postern");

    @Override
    public BindHandler apply(BindHandler handler) {
        return new AbstractBindHandler(handler) {
            @Override
            public Object onSuccess(
                    ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
                ConfigurationProperty property = context.getConfigurationProperty();
                if (result instanceof Duration
                        && property != null
                        && ROOT.isAncestorOf(name)
                        && String.valueOf(property.getValue()).strip().matches("[+-]?[0-9]+")) {
                    throw new IllegalArgumentException(
                            name + ": a duration needs its unit, as in 250ms, 30s, 15m, 24h or 90d");
                }
                return super.onSuccess(name, target, context, result);
            }
        };
    }
}
