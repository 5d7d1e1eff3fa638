package contacthub.runtime.idempotency;

import java.util.Objects;
import java.util.stream.Stream;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Tells readers of the interface description of the key; an architecture rule sees to it that it is true. */
public class DescribedKeys implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() != null && api.getPaths().getPathItems() != null) {
            api.getPaths().getPathItems().forEach(DescribedKeys::describe);
        }
    }

    private static void describe(String path, PathItem item) {
        if (path.startsWith("/api/") && !path.endsWith("/try")) {
            Stream.of(item.getPOST(), item.getPATCH()).filter(Objects::nonNull).forEach(DescribedKeys::describe);
        }
    }

    private static boolean isUndescribed(Operation operation) {
        return operation.getParameters() == null || operation.getParameters().stream()
                .noneMatch(parameter -> IdempotencyKeys.HEADER.equals(parameter.getName()));
    }

    private static void describe(Operation operation) {
        if (isUndescribed(operation)) {
            operation.addParameter(parameter());
        }
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        tell(operation, "409",
                "The request with this Idempotency-Key still runs, see Retry-After; or it cannot be done now");
        tell(operation, "422", "The Idempotency-Key was used for another request");
    }

    private static Parameter parameter() {
        return OASFactory.createParameter().name(IdempotencyKeys.HEADER).in(Parameter.In.HEADER)
                .description("Sent again by the same client within 24 hours, the same request takes effect once and is "
                        + "answered alike, with Idempotency-Replayed: true.")
                .schema(OASFactory.createSchema().addType(SchemaType.STRING).minLength(1)
                        .maxLength(IdempotencyKeys.LONGEST));
    }

    private static void tell(Operation operation, String status, String description) {
        if (!operation.getResponses().hasAPIResponse(status)) {
            operation.getResponses().addAPIResponse(status,
                    OASFactory.createAPIResponse().description(description));
        }
    }
}
