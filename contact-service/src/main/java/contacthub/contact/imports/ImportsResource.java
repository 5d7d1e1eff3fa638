package contacthub.contact.imports;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;

import contacthub.contact.imports.Upload.Announced;
import contacthub.contracts.ContactFact;
import contacthub.contracts.FactTypes;
import contacthub.runtime.event.Ids;
import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.RequestId;
import contacthub.runtime.web.RequestedId;
import contacthub.runtime.web.Storable;

/** The front door for files of events. An integration sees its own imports only. */
@Path(ImportsResource.PATH)
@RolesAllowed({ Roles.INTEGRATION, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Blocking
@Tag(name = "intake")
class ImportsResource {

    static final String PATH = "/api/v1/imports";

    private static final String CSV = "text/csv";
    private static final int LONGEST_SOURCE = 500;

    private final Imports imports;
    private final Upload upload;
    private final Ids ids;

    ImportsResource(Imports imports, Upload upload, Ids ids) {
        this.imports = imports;
        this.upload = upload;
        this.ids = ids;
    }

    @POST
    @Consumes({ "application/x-ndjson", "application/ndjson", "application/jsonl", CSV})
    @Operation(summary = "Hand over a file of events of any size", description = "NDJSON, each line a CloudEvent in "
            + "JSON or the data of a contact, or CSV whose first line names the fields; UTF-8, gzip welcome, at most "
            + "64 KB a line. source and type hold for lines that name none. A bad line is reported and the others are "
            + "taken. A line without an id gets one made of what it says, so posting the file again adds nothing.")
    @APIResponse(responseCode = "202", description = "The file is durable and will be taken in; see Location")
    @APIResponse(responseCode = "400", description = "Empty, cut off, or CSV without a header")
    @APIResponse(responseCode = "415", description = "Neither NDJSON nor CSV, not in UTF-8, or packed otherwise")
    public Response post(InputStream body, @QueryParam("source") String source, @QueryParam("type") String type,
            @HeaderParam("Content-Type") MediaType contentType, @HeaderParam("Content-Encoding") String encoding,
            @Context SecurityContext security, @Context RoutingContext request) {
        if (contentType == null) {
            throw Problem.unsupportedMediaType("must be application/x-ndjson or " + CSV);
        }
        String charset = contentType.getParameters().getOrDefault("charset", "utf-8").toLowerCase(Locale.ROOT);
        if (!charset.equals("utf-8")) {
            throw Problem.unsupportedMediaType("must be in UTF-8");
        }
        String postedBy = security.getUserPrincipal().getName();
        var file = new Announced(ids.next(), postedBy, given("source", source, PATH + "/" + postedBy),
                typeOfLines(type),
                contentType.isCompatible(MediaType.valueOf(CSV)) ? Import.CSV : Import.NDJSON,
                RequestId.traceparent(request));
        upload.receive(file, unpacked(body, encoding));
        return Response.accepted(found(file.id().toString(), security))
                .location(URI.create(PATH + "/" + file.id())).build();
    }

    private static String typeOfLines(String asked) {
        String type = given("type", asked, FactTypes.name(ContactFact.Received.class));
        if (FactTypes.named(type).filter(fact -> !FactTypes.posted(fact)).isPresent()) {
            throw Problem.invalid("type", "is published by the hub itself and cannot be posted");
        }
        return type;
    }

    private static String given(String name, String value, String otherwise) {
        if (value == null) {
            return otherwise;
        }
        if (value.isBlank() || value.length() > LONGEST_SOURCE) {
            throw Problem.invalid(name, "must have 1 to " + LONGEST_SOURCE + " characters");
        }
        return Storable.Check.parameter(name, value);
    }

    private static InputStream unpacked(InputStream body, String encoding) {
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return body;
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw Problem.unsupportedMediaType("Content-Encoding must be gzip or none");
        }
        try {
            return new GZIPInputStream(body, Upload.PIECE);
        } catch (IOException e) {
            throw Problem.invalid("body", "is not gzip");
        }
    }

    @GET
    @Operation(summary = "Imports, newest first")
    public Page<Import> list(@QueryParam("page[size]") String size, @QueryParam("page[after]") String after,
            @Context SecurityContext security) {
        int limit = Page.size(size);
        Optional<UUID> from = Optional.ofNullable(after).map(id -> RequestedId.of("page[after]", id));
        List<Import> found = imports.list(ownOnly(security), from, limit + 1);
        return Page.of(found, limit, one -> one.id().toString(), PATH);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "How an import stands: state, bytes, lines read, accepted, refused, rate")
    public Import show(@PathParam("id") String id, @Context SecurityContext security) {
        return found(id, security);
    }

    @GET
    @Path("{id}/errors")
    @Operation(summary = "The refused lines in the order of the file", description = "The number of the line, the field and the "
            + "reason; the first 10,000 of an import, errors_left_out of the import counts the others.")
    public Page<RefusedLine> errors(@PathParam("id") String id, @QueryParam("page[size]") String size,
            @QueryParam("page[after]") String after, @Context SecurityContext security) {
        int limit = Page.size(size);
        if (after != null && !after.matches("\\d{1,18}")) {
            throw Problem.invalid("page[after]", "is not a cursor of this list");
        }
        UUID of = found(id, security).id();
        List<RefusedLine> refused = imports.errors(of, after == null ? 0 : Long.parseLong(after), limit + 1);
        return Page.of(refused, limit, line -> Long.toString(line.line()), PATH + "/" + of + "/errors");
    }

    @POST
    @Path("{id}/cancel")
    @Idempotent
    @Operation(summary = "End an import where it stands; what it has taken in stays")
    public Response cancel(@PathParam("id") String id, @Context SecurityContext security) {
        if (!imports.cancel(found(id, security).id())) {
            throw Problem.conflict("The import has ended already.");
        }
        return Response.ok(found(id, security)).build();
    }

    private Import found(String id, SecurityContext security) {
        return imports.find(RequestedId.of("id", id), ownOnly(security))
                .orElseThrow(() -> Problem.notFound("There is no such import."));
    }

    private static Optional<String> ownOnly(SecurityContext security) {
        return security.isUserInRole(Roles.INTEGRATION)
                ? Optional.of(security.getUserPrincipal().getName())
                : Optional.empty();
    }
}
