package dev.eventstore.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** The architecture as rules. Whoever changes it changes these lines, and ARCHITECTURE.md. */
@AnalyzeClasses(packages = "dev.eventstore.server", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.eventstore.server";
    private static final String BASE = ROOT + ".";

    /** The layers, topmost first: a package sees only packages of lower rows. */
    private static final List<List<String>> LAYERS =
            List.of(
                    List.of("node"),
                    List.of("config"),
                    List.of("http", "tcp", "grpc"),
                    List.of(
                            "group",
                            "projection",
                            "scavenge",
                            "stats",
                            "transfer",
                            "catalog",
                            "search"),
                    List.of("subscription"),
                    List.of("security"),
                    List.of("stream"),
                    List.of("eventlog"),
                    List.of("event"));

    /** The same within the HTTP front end. */
    private static final List<List<String>> HTTP_LAYERS =
            List.of(
                    // What a group hands out is a feed.
                    List.of("http.subscription"),
                    List.of("http.stream", "http.projection", "http.user", "http.admin", "http.ui"),
                    List.of("http.routing"));

    /** Guards against rules that pass because they saw nothing. */
    private static final int FEWEST_CLASSES = 100;

    private static final String PACKAGES_HEADING = "## The packages of the server";
    private static final Pattern PACKAGE_ROW = Pattern.compile("^\\| `([a-z0-9.]+)` \\|");

    @ArchTest
    static void there_is_something_to_judge(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThan(FEWEST_CLASSES);
    }

    @ArchTest
    static void a_package_sees_only_lower_layers(JavaClasses classes) {
        checkLayers(LAYERS, classes);
    }

    @ArchTest
    static void within_http_a_package_sees_only_lower_layers(JavaClasses classes) {
        checkLayers(HTTP_LAYERS, classes);
        noClasses()
                .that()
                .resideInAPackage(BASE + "http.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + "http")
                .because("the front end is put together from its parts, not the other way round")
                .allowEmptyShould(true)
                .check(classes);
    }

    private static void checkLayers(List<List<String>> layers, JavaClasses classes) {
        for (int row = 0; row < layers.size(); row++) {
            for (String inside : layers.get(row)) {
                String[] forbidden =
                        layers.subList(0, row + 1).stream()
                                .flatMap(List::stream)
                                .filter(name -> !name.equals(inside))
                                .map(name -> BASE + name + "..")
                                .toArray(String[]::new);
                noClasses()
                        .that()
                        .resideInAPackage(BASE + inside + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbidden)
                        .because("arrows between packages point down only")
                        .allowEmptyShould(true)
                        .check(classes);
            }
        }
    }

    @ArchTest
    static void every_package_has_a_layer(JavaClasses classes) {
        List<String> layered = LAYERS.stream().flatMap(List::stream).toList();

        assertThat(packagesOf(classes))
                .allMatch(name -> layered.contains(name.replaceFirst("\\..*", "")));
    }

    @ArchTest
    static final ArchRule no_package_is_part_of_a_cycle =
            slices().matching(BASE + "(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobody_sees_the_entry_point =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT);

    @ArchTest
    static final ArchRule front_ends_do_not_see_the_log =
            noClasses()
                    .that()
                    .resideInAnyPackage(BASE + "http..", BASE + "tcp..", BASE + "grpc..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(BASE + "eventlog..")
                    .because("what they do goes through the operations that check permissions");

    @ArchTest
    static final ArchRule only_the_log_knows_how_it_is_stored =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(BASE + "eventlog..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.h2..");

    @ArchTest
    static final ArchRule only_the_http_front_end_knows_its_server =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(BASE + "http..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.javalin..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule grpc_shares_the_web_server_with_http_and_nobody_else_does =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(BASE + "http..", BASE + "grpc..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule a_front_end_keeps_its_messages_to_itself =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(BASE + "tcp..", BASE + "grpc..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.google.protobuf..", "..wire..");

    @ArchTest
    static final ArchRule the_words_of_the_field_need_the_jdk_alone =
            classes()
                    .that()
                    .resideInAPackage(BASE + "event")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(BASE + "event", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule a_package_is_a_subject_not_a_kind =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "..util..",
                            "..utils..",
                            "..common..",
                            "..impl..",
                            "..model..",
                            "..dto..",
                            "..service..",
                            "..helper..");

    @ArchTest
    static final ArchRule nothing_prints =
            NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because("the node tells its story to a log");

    @ArchTest
    static final ArchRule an_exception_says_what_went_wrong_by_its_type =
            noClasses().that().resideOutsideOfPackage("..wire..").should(THROW_GENERIC_EXCEPTIONS);

    @ArchTest
    static final ArchRule there_is_one_way_to_log =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.logging..")
                    .because("everything is logged through SLF4J");

    @ArchTest
    static void every_package_is_null_marked(JavaClasses classes) {
        // Generated from the .proto files.
        assertThat(
                        classes.stream()
                                .map(JavaClass::getPackage)
                                .filter(each -> !each.getName().endsWith(".wire"))
                                .distinct())
                .allSatisfy(each ->
                        assertThat(each.isAnnotatedWith(NullMarked.class))
                                .as(each.getName())
                                .isTrue());
    }

    @ArchTest
    static void the_map_of_packages_is_the_territory(JavaClasses classes) throws IOException {
        SortedSet<String> described =
                Files.readAllLines(Repository.root().resolve("ARCHITECTURE.md")).stream()
                        .dropWhile(line -> !line.equals(PACKAGES_HEADING))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("## "))
                        .map(PACKAGE_ROW::matcher)
                        .filter(row -> row.find())
                        .map(row -> row.group(1))
                        .collect(toCollection(TreeSet::new));

        assertThat(described)
                .as("the packages in ARCHITECTURE.md are those of the server")
                .isEqualTo(packagesOf(classes));
    }

    /** All packages below the root, without its name: {@code http.stream}. */
    private static SortedSet<String> packagesOf(JavaClasses classes) {
        return classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(BASE))
                .map(name -> name.substring(BASE.length()))
                .collect(toCollection(TreeSet::new));
    }
}
