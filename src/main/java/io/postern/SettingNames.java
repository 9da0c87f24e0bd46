package io.postern;

import io.postern.database.StartRefused;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;

/**
 * Checks the configured names below {@code postern} before any setting is read. An unknown name ends the start: under a misspelt name, a
 * limit would keep its default. An unknown variable of the environment only causes a warning and is ignored, since Kubernetes sets
 * variables such as {@code POSTERN_PORT=tcp://10.0.0.1:80} for each service.
 */
@Component
class SettingNames implements BeanFactoryPostProcessor {

    private static final Logger log = LoggerFactory.getLogger(SettingNames.class);

    private static final String ROOT = "postern";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        List<String> settings = Arrays.stream(beans.getBeanNamesForAnnotation(ConfigurationProperties.class))
                .map(name -> beans.getType(name, false))
                .filter(type -> type != null && type.isRecord())
                .flatMap(SettingNames::settings)
                .toList();
        MutablePropertySources sources =
                beans.getBean(ConfigurableEnvironment.class).getPropertySources();
        List<String> unknown = new ArrayList<>();
        for (PropertySource<?> source : sources) {
            if (source instanceof SystemEnvironmentPropertySource environment) {
                hideOthers(environment, settings, sources);
            } else if (source instanceof EnumerablePropertySource<?> named) {
                Arrays.stream(named.getPropertyNames())
                        .filter(name -> isUnknown(name, settings))
                        .map(name -> "%s (%s): the nearest is %s"
                                .formatted(name, origin(name, named), NearestName.to(name, settings)))
                        .forEach(unknown::add);
            }
        }
        if (!unknown.isEmpty()) {
            throw new StartRefused(
                    "These are no settings of Postern:\n    " + String.join("\n    ", unknown),
                    "Correct the names, or remove them. The README leads to a list of all settings.");
        }
    }

    private static Stream<String> settings(Class<?> type) {
        ConfigurationProperties properties =
                AnnotatedElementUtils.getMergedAnnotation(type, ConfigurationProperties.class);
        return properties == null || !(properties.prefix() + '.').startsWith(ROOT + '.')
                ? Stream.empty()
                : Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                        .map(name -> properties.prefix() + '.' + name);
    }

    private static boolean isUnknown(String name, List<String> settings) {
        String plain = plain(name).replaceFirst("\\[[0-9]+]$", "");
        return (plain + '.').startsWith(ROOT + '.')
                && settings.stream().noneMatch(setting -> plain(setting).equals(plain));
    }

    /** The same for all forms of a name that Spring Boot accepts: {@code public-url}, {@code publicUrl}, {@code public_url}. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    private static String origin(String name, PropertySource<?> source) {
        Origin origin = OriginLookup.getOrigin(source, name);
        return origin == null ? source.getName() : origin.toString();
    }

    private static void hideOthers(
            SystemEnvironmentPropertySource environment, List<String> settings, MutablePropertySources sources) {
        List<String> known = settings.stream()
                .flatMap(name -> Stream.of(name, name.replace("-", "")))
                .map(SettingNames::variable)
                .toList();
        Map<String, Object> kept = new TreeMap<>(environment.getSource());
        kept.entrySet().removeIf(entry -> isOther(entry.getKey(), String.valueOf(entry.getValue()), known));
        if (kept.size() < environment.getSource().size()) {
            List<String> hidden = environment.getSource().keySet().stream()
                    .filter(name -> !kept.containsKey(name))
                    .sorted()
                    .map(name -> NearestName.ifClose(variable(name), known)
                            .map(nearest -> name + " (did you mean " + nearest + "?)")
                            .orElse(name))
                    .toList();
            log.warn("No settings of Postern, and not used, are these variables of the environment: {}", hidden);
            sources.replace(environment.getName(), new SystemEnvironmentPropertySource(environment.getName(), kept));
        }
    }

    private static boolean isOther(String name, String value, List<String> known) {
        String variable = variable(name).replaceFirst("_[0-9]+_?$", "");
        boolean ofService = variable.endsWith("_PORT") && value.matches("(tcp|udp|sctp)://.*");
        return (variable + '_').startsWith(variable(ROOT) + '_') && (ofService || !known.contains(variable));
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }
}
