package contacthub.contracts;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.CustomPropertyDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfig;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.TypeScope;

/** Makes the JSON Schema of an event's data from its record: nothing about the data is said twice. */
final class Schemas {

    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();
    private static final SchemaGenerator GENERATOR = new SchemaGenerator(config());

    private Schemas() {
    }

    /** The schema of the data of one type, under its name. */
    static ObjectNode of(Class<? extends Fact> fact) {
        ObjectNode made = GENERATOR.generateSchema(fact);
        ObjectNode schema = Json.MAPPER.createObjectNode();
        schema.set("$schema", made.remove("$schema"));
        return schema.put("title", FactTypes.name(fact)).setAll(made);
    }

    private static SchemaGeneratorConfig config() {
        var builder = new SchemaGeneratorConfigBuilder(Json.MAPPER, SchemaVersion.DRAFT_2020_12,
                OptionPreset.PLAIN_JSON)
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS);
        builder.forTypesInGeneral().withPropertySorter((one, other) -> 0)
                .withCustomDefinitionProvider(Schemas::decimal).withCustomDefinitionProvider(Schemas::map)
                .withTypeAttributeOverride(Schemas::requireAnyOf);
        builder.forFields().withPropertyNameOverrideResolver(field -> SNAKE_CASE.translate(field.getName()))
                .withRequiredCheck(field -> has(field, Required.class)).withEnumResolver(Schemas::words)
                .withCustomDefinitionProvider(Schemas::nameOrAddress);
        return builder.build();
    }

    private static boolean has(FieldScope field, Class<? extends Annotation> annotation) {
        return !field.isFakeContainerItemScope() && field.getAnnotation(annotation) != null;
    }

    private static Set<String> words(FieldScope field) {
        return has(field, OneOf.class) ? Word.all(field.getAnnotation(OneOf.class).value().getEnumConstants()) : null;
    }

    /** The hub writes a number, and reads one also from text, so that no sender must print money as binary floats. */
    private static CustomDefinition decimal(ResolvedType type, SchemaGenerationContext context) {
        if (type.getErasedType() != BigDecimal.class) {
            return null;
        }
        ObjectNode schema = Json.MAPPER.createObjectNode();
        schema.putArray("type").add("number").add("string");
        schema.put("pattern", "^-?[0-9]+([.][0-9]+)?$");
        return new CustomDefinition(schema, DefinitionType.INLINE, AttributeInclusion.NO);
    }

    private static CustomDefinition map(ResolvedType type, SchemaGenerationContext context) {
        if (type.getErasedType() != Map.class) {
            return null;
        }
        ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
        schema.set("additionalProperties", context.createDefinitionReference(type.getTypeParameters().get(1)));
        return new CustomDefinition(schema, DefinitionType.INLINE, AttributeInclusion.NO);
    }

    private static void requireAnyOf(ObjectNode schema, TypeScope scope, SchemaGenerationContext context) {
        Class<?> type = scope.getType().getErasedType();
        if (type.isAnnotationPresent(Required.AnyOf.class)) {
            ArrayNode ways = schema.putArray("anyOf");
            Arrays.stream(type.getAnnotation(Required.AnyOf.class).value()).map(name -> component(type, name))
                    .forEach(field -> ways.addObject().putArray("required").add(SNAKE_CASE.translate(field.getName())));
        }
    }

    private static Field component(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("@Required.AnyOf names no component", e);
        }
    }

    private static CustomPropertyDefinition nameOrAddress(FieldScope field, SchemaGenerationContext context) {
        if (!has(field, NameSuffices.class)) {
            return null;
        }
        ObjectNode schema = Json.MAPPER.createObjectNode();
        ArrayNode ways = schema.putArray("anyOf");
        ways.add(context.createDefinitionReference(field.getType()));
        ways.addObject().put("type", "string");
        ObjectNode named = ways.addObject().put("type", "object");
        named.putObject("properties").putObject("name").put("type", "string");
        named.putArray("required").add("name");
        return new CustomPropertyDefinition(schema, AttributeInclusion.NO);
    }
}
