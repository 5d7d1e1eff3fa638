package contacthub.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The rules of the house, each with its reason; every service applies them to its own packages. */
public final class ArchitectureRules {

    private static final List<String> SERVICES = List.of("contacthub.contact", "contacthub.segment",
            "contacthub.notification");

    private static final Pattern EMPTY_TYPE_NAME = Pattern
            .compile(".*(Util|Utils|Helper|Manager|Impl|Dto|DTO|Mapper)");

    private static final String[] EMPTY_PACKAGES = Stream
            .of("util", "utils", "common", "misc", "helper", "dto", "impl", "mapper", "service", "manager")
            .map(name -> ".." + name + "..").toArray(String[]::new);

    private static final String[] VENDORS = { "org.jsmpp..", "javax.sip..", "io.quarkus.mailer..",
            "io.quarkus.rest.client..", "org.eclipse.microprofile.rest.client..", "jakarta.mail.."};

    private static final String[] KAFKA = { "org.apache.kafka..", "io.smallrye.reactive.messaging.kafka..",
            "io.smallrye.kafka.."};

    private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private static final List<String> ACCESS = List.of("jakarta.annotation.security.RolesAllowed",
            "jakarta.annotation.security.PermitAll", "jakarta.annotation.security.DenyAll",
            "io.quarkus.security.Authenticated");

    private static final String REST = "jakarta.ws.rs.";

    private static final String IDEMPOTENT = "contacthub.runtime.idempotency.Idempotent";

    private ArchitectureRules() {
    }

    /** Applies every rule to the classes of a package, tests left out; throws an AssertionError that names the breach. */
    public static void check(String root) {
        JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
        if (classes.isEmpty()) {
            throw new AssertionError("no classes in " + root + ": a rule that guards nothing guards badly");
        }
        all(root).forEach(rule -> rule.allowEmptyShould(true).check(classes));
    }

    static List<ArchRule> all(String root) {
        return List.of(featuresWithoutCycles(root), servicesOnTheirOwn(root), restOnlyInResources(),
                kafkaOnlyAtTheEdge(), namesThatSaySomething(), packagesThatSaySomething(), timeFromClock(),
                vendorsOnlyInChannels(), everyEndpointSaysWhoMayCall(), changesCanBeSentAgain());
    }

    static ArchRule featuresWithoutCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles()
                .because("a feature that needs another which needs it back is one feature in two places");
    }

    static ArchRule servicesOnTheirOwn(String root) {
        String[] others = SERVICES.stream().filter(service -> !root.startsWith(service))
                .map(service -> service + "..").toArray(String[]::new);
        return noClasses().that().resideInAPackage(root + "..").should().dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("services talk through events only, so that each can be run, changed and fail alone");
    }

    static ArchRule restOnlyInResources() {
        return classes().that(are(describe("serving HTTP", ArchitectureRules::servesHttp)))
                .should().haveSimpleNameEndingWith("Resource")
                .because("who looks for an endpoint should find it by its name");
    }

    static ArchRule kafkaOnlyAtTheEdge() {
        return noClasses().that().resideOutsideOfPackage("contacthub.runtime..")
                .and().haveNameNotMatching(".*(Inbox|IntakeLog)(\\$.*)?")
                .should().dependOnClassesThat().resideInAnyPackage(KAFKA)
                .because("what a service decides must not depend on how facts travel");
    }

    static ArchRule namesThatSaySomething() {
        return noClasses().should(new ArchCondition<JavaClass>("have an empty name") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean empty = EMPTY_TYPE_NAME.matcher(type.getSimpleName()).matches();
                events.add(new SimpleConditionEvent(type, empty, type.getDescription() + " says nothing by its name"));
            }
        }).because("a type is named after what it stands for, not after how it is built");
    }

    static ArchRule packagesThatSaySomething() {
        return noClasses().should().resideInAnyPackage(EMPTY_PACKAGES)
                .because("packages are features; a place for anything collects everything");
    }

    static ArchRule timeFromClock() {
        return noClasses().should().callMethodWhere(describe("reads the time without a Clock",
                ArchitectureRules::readsSystemTime))
                .because("what depends on the time can only be tested with a Clock that tests can set");
    }

    static ArchRule vendorsOnlyInChannels() {
        return noClasses().that().resideOutsideOfPackage("..channel..").should().dependOnClassesThat()
                .resideInAnyPackage(VENDORS)
                .because("a vendor can be replaced only where nothing else knows it");
    }

    static ArchRule everyEndpointSaysWhoMayCall() {
        return methods().that(are(describe("endpoints", ArchitectureRules::isEndpoint)))
                .should(new ArchCondition<JavaMethod>("say who may call them") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean said = saysWhoMayCall(method) || saysWhoMayCall(method.getOwner());
                        events.add(new SimpleConditionEvent(method, said,
                                method.getFullName() + " does not say who may call it"));
                    }
                }).because(
                        "access is decided where the endpoint is, never by its path, which can be written in many ways");
    }

    static ArchRule changesCanBeSentAgain() {
        return methods().that(are(describe("changes", ArchitectureRules::changes)))
                .should(new ArchCondition<JavaMethod>("honour Idempotency-Key") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean honoured = method.isAnnotatedWith(IDEMPOTENT)
                                || method.getOwner().isAnnotatedWith(IDEMPOTENT);
                        events.add(new SimpleConditionEvent(method, honoured,
                                method.getFullName() + " does twice what is sent twice"));
                    }
                })
                .because("a client that got no answer can only send again, and the interface description says it may");
    }

    /**
     * A POST or PATCH of the interface that is more than a trial. A vendor's webhook has ids of the vendor's own, and a
     * stream is too large to be compared with the one before: its content must tell by itself what was sent already.
     */
    private static boolean changes(JavaMethod method) {
        String path = path(method.getOwner()) + "/" + path(method);
        return isEndpoint(method) && (method.isAnnotatedWith(REST + "POST") || method.isAnnotatedWith(REST + "PATCH"))
                && !path.startsWith("/webhooks") && !path.startsWith("/public") && !path.matches(".*/try/?")
                && method.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(InputStream.class));
    }

    private static String path(HasAnnotations<?> element) {
        return element.tryGetAnnotationOfType(REST + "Path").flatMap(path -> path.get("value")).map(Object::toString)
                .orElse("");
    }

    private static boolean servesHttp(JavaClass type) {
        return !type.isInterface() && (type.isAnnotatedWith(REST + "Path")
                || type.getMethods().stream().anyMatch(ArchitectureRules::isEndpoint));
    }

    private static boolean isEndpoint(JavaMethod method) {
        boolean served = !method.getOwner().isInterface();
        return served && method.getAnnotations().stream().map(JavaAnnotation::getRawType).anyMatch(
                type -> type.getPackageName().equals("jakarta.ws.rs") && VERBS.contains(type.getSimpleName()));
    }

    private static boolean saysWhoMayCall(CanBeAnnotated element) {
        return ACCESS.stream().anyMatch(element::isAnnotatedWith);
    }

    private static boolean readsSystemTime(JavaMethodCall call) {
        AccessTarget.MethodCallTarget target = call.getTarget();
        String owner = target.getOwner().getName();
        boolean nowWithoutClock = owner.startsWith("java.time.") && target.getName().equals("now")
                && target.getRawParameterTypes().stream().noneMatch(type -> type.getName().equals("java.time.Clock"));
        return nowWithoutClock || owner.equals("java.lang.System") && target.getName().equals("currentTimeMillis");
    }
}
