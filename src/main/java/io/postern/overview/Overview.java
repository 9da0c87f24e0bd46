package io.postern.overview;

import io.postern.database.DuplicateKeyRetry;
import io.postern.overview.OverviewPart.Place;
import io.postern.overview.Repair.Severity;
import io.postern.overview.Repair.Text;
import io.postern.web.PathRegistry;
import io.postern.web.Reader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Gathers what the rooms say, as one reader may see it. */
@Component
class Overview {

    private static final Logger log = LoggerFactory.getLogger(Overview.class);

    private static final Repair NOT_CHECKED =
            Repair.of(Severity.WARNING, "not-checked", Text.of("overview.repair.not-checked"), OverviewPaths.OVERVIEW);

    private final ObjectProvider<OverviewPart> parts;
    private final ObjectProvider<RepairSource> sources;
    private final Postponements postponements;
    private final PathRegistry paths;

    Overview(
            ObjectProvider<OverviewPart> parts,
            ObjectProvider<RepairSource> sources,
            Postponements postponements,
            PathRegistry paths) {
        this.parts = parts;
        this.sources = sources;
        this.postponements = postponements;
        this.paths = paths;
    }

    /**
     * What the page shows.
     *
     * @param later what this reader has put off
     */
    record Page(List<Part> top, List<Part> body, List<Repair> todo, List<Later> later) {

        /** An open page sends the mark of what it shows, and so learns only of changes. It is the same in every instance. */
        public String mark() {
            return Integer.toHexString(toString().hashCode());
        }
    }

    record Part(String template, Object model) {}

    record Later(Repair repair, Instant until) {}

    Page page(Reader reader) {
        Map<String, Postponements.Postponed> postponed = postponements.of(reader.id());
        List<Repair> todo = new ArrayList<>();
        List<Later> later = new ArrayList<>();
        repairs(reader).forEach(repair -> {
            Postponements.Postponed until = postponed.get(repair.code());
            if (until != null && until.covers(repair)) {
                later.add(new Later(repair, until.until()));
            } else {
                todo.add(repair);
            }
        });
        return new Page(parts(Place.TOP, reader), parts(Place.BODY, reader), todo, later);
    }

    /** Puts the entry off. False if there is none of this code any more. */
    boolean postpone(Reader reader, String code) {
        Optional<Repair> repair =
                repairs(reader).filter(each -> each.code().equals(code)).findFirst();
        repair.ifPresent(each -> DuplicateKeyRetry.run(() -> postponements.add(reader.id(), each)));
        return repair.isPresent();
    }

    void showAgain(Reader reader, String code) {
        postponements.remove(reader.id(), code);
    }

    private List<Part> parts(Place place, Reader reader) {
        return parts.orderedStream()
                .filter(part -> part.place() == place && reader.mayOpen(part.readers()))
                .map(part -> new Part(part.template(), part.model()))
                .toList();
    }

    private Stream<Repair> repairs(Reader reader) {
        return sources.orderedStream()
                .flatMap(source -> asked(source).stream())
                .distinct()
                .filter(repair -> reader.mayOpen(paths.access(repair.href())))
                .sorted(Comparator.comparing(Repair::severity)
                        .thenComparing(Repair::by, Comparator.nullsLast(Comparator.naturalOrder())));
    }

    /** One source that fails does not take the page away, which people open when something fails. */
    private static List<Repair> asked(RepairSource source) {
        try {
            return source.repairs();
        } catch (RuntimeException failed) {
            log.warn("A check for the overview failed", failed);
            return List.of(NOT_CHECKED);
        }
    }
}
