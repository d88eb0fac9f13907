package dev.eventstore.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The architecture of the launcher as rules. */
@AnalyzeClasses(packages = "dev.eventstore.launcher", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BASE = "dev.eventstore.launcher.";
    private static final int FEWEST_CLASSES = 80;

    @ArchTest
    static void there_is_something_to_judge(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThan(FEWEST_CLASSES);
    }

    @ArchTest
    static final ArchRule no_package_is_part_of_a_cycle =
            slices().matching(BASE + "(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_windows_know_javafx =
            noClasses()
                    .that()
                    .resideInAPackage(BASE + "*..")
                    .and()
                    .resideOutsideOfPackage(BASE + "window..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("javafx..");

    @ArchTest
    static final ArchRule models_know_no_controls =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("Model")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("javafx..");

    @ArchTest
    static final ArchRule only_the_tray_knows_swing =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(BASE + "tray..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javax.swing..", "com.formdev..");

    @ArchTest
    static final ArchRule of_the_server_it_sees_the_node_and_its_words =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.eventstore.server.http..",
                            "dev.eventstore.server.tcp..",
                            "dev.eventstore.server.grpc..",
                            "dev.eventstore.server.security..",
                            "dev.eventstore.server.eventlog.storage..",
                            "dev.eventstore.server.eventlog.index..");

    @ArchTest static final ArchRule nothing_prints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static void every_package_is_null_marked(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .allSatisfy(each ->
                        assertThat(each.isAnnotatedWith(NullMarked.class))
                                .as(each.getName())
                                .isTrue());
    }

    @Test
    void the_server_knows_no_desktop() {
        JavaClasses server = new ClassFileImporter().importPackages("dev.eventstore.server");
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javafx..", "java.awt..", "javax.swing..", "dev.eventstore.launcher..")
                .check(server);
    }
}
