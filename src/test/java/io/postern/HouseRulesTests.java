package io.postern;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The rules of the source tree that a compiler does not know. */
class HouseRulesTests {

    private static final JavaClasses POSTERN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.postern");

    @Test
    void roomsUseOnlyTheRoomsThatTheyName() {
        ApplicationModules.of(PosternApplication.class).verify();
    }

    @Test
    void controllersStayInTheirRoom() {
        classes()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .should()
                .bePackagePrivate()
                .allowEmptyShould(true)
                .check(POSTERN);
    }

    @Test
    void eachControllerReturnsOneKindOfThing() {
        assertThat(POSTERN.stream()
                        .filter(type -> type.isMetaAnnotatedWith(Controller.class))
                        .filter(type -> !returnsOneKind(type))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    /** A method without a result writes the answer itself. */
    private static boolean returnsOneKind(JavaClass controller) {
        Set<String> kinds = controller.getMethods().stream()
                .filter(method -> method.isMetaAnnotatedWith(RequestMapping.class))
                .map(method -> method.getRawReturnType().getName())
                .filter(kind -> !kind.equals("void"))
                .collect(Collectors.toSet());
        return kinds.size() <= 1 && !kinds.contains(Object.class.getName());
    }

    @Test
    void nothingIsInjectedIntoFields() {
        fields().should()
                .notBeAnnotatedWith(Autowired.class)
                .andShould()
                .notBeAnnotatedWith(Value.class)
                .allowEmptyShould(true)
                .check(POSTERN);
    }

    @Test
    void timeComesFromTheInjectedClock() {
        for (Class<?> time : new Class<?>[] {
            Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class
        }) {
            noClasses().should().callMethod(time, "now").check(POSTERN);
        }
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(POSTERN);
        noClasses()
                .that()
                .doNotBelongToAnyOf(PosternApplication.class)
                .should()
                .callMethod(Clock.class, "systemUTC")
                .check(POSTERN);
    }

    @Test
    void onlyTheMailRoomKnowsJakartaMail() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.postern.mail..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..")
                .check(POSTERN);
    }

    /** A virtual thread that waits in a monitor holds its carrier. Blocks are not seen here: the class files do not name them. */
    @Test
    void synchronizedMethodsReachNoDatabase() {
        DescribedPredicate<JavaClass> synchronizes =
                describe("have synchronized methods", type -> type.getMethods().stream()
                        .anyMatch(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED)));
        noClasses()
                .that(synchronizes)
                .should()
                .transitivelyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.springframework.transaction..")
                .check(POSTERN);
    }

    @Test
    void caseIsChangedOnlyWithALocale() {
        noClasses().should().callMethod(String.class, "toLowerCase").check(POSTERN);
        noClasses().should().callMethod(String.class, "toUpperCase").check(POSTERN);
    }
}
