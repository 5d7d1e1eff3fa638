package contacthub.contact.calendar;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.IfMatch;
import contacthub.runtime.web.JsonBody;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;
import contacthub.runtime.web.Storable;

/** Working calendars: see, add, change and delete them, and ask what they answer. */
@Path("/api/v1/calendars")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "calendars")
class CalendarsResource {

    private static final Pattern NAME = Pattern.compile("(?!try$|days$)[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int LARGEST = 256 * 1024;
    private static final int LARGEST_FILE = 1024 * 1024;

    private final Transactions transactions;
    private final StoredCalendars stored;
    private final Closures closures;
    private final Editing editing;
    private final TriedCalendars tried;
    private final Calendars calendars;
    private final Clock clock;

    CalendarsResource(Transactions transactions, StoredCalendars stored, Closures closures, Editing editing,
            TriedCalendars tried, Calendars calendars, Clock clock) {
        this.transactions = transactions;
        this.stored = stored;
        this.closures = closures;
        this.editing = editing;
        this.tried = tried;
        this.calendars = calendars;
        this.clock = clock;
    }

    /** The fields of a new calendar, for the interface description. */
    record NewCalendar(String name, String zone, Map<String, List<List<String>>> week, List<String> holidays,
            Map<String, List<List<String>>> specialDays, Map<String, List<List<String>>> breaks, String country,
            String feed) {}

    /** What a file of days off brought: its days, and events that were left out since they have a time of day. */
    record FiledDays(int days, int ignored) {}

    @GET
    @Operation(summary = "All calendars by name, each in its latest version")
    public Page<ShownCalendar> all(@QueryParam("page[size]") String size, @QueryParam("page[after]") String after) {
        int limit = Page.size(size);
        String from = Storable.Check.parameter("page[after]", after == null ? "" : after);
        return transactions.inOne(connection -> Page.of(
                shown(connection, stored.latest(connection, from, limit + 1)), limit, ShownCalendar::name,
                "/api/v1/calendars"));
    }

    private List<ShownCalendar> shown(Connection connection, List<StoredCalendar> found) throws SQLException {
        List<Closure> closed = closures.of(connection, found.stream().map(StoredCalendar::name).toList());
        return found.stream().map(calendar -> ShownCalendar.of(calendar, closed,
                calendars.broken().get(calendar.name()))).toList();
    }

    @POST
    @Idempotent
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = NewCalendar.class)))
    @Operation(summary = "Add a calendar: a name and its fields")
    @APIResponse(responseCode = "201", description = "It counts at every instance within a second")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it")
    @APIResponse(responseCode = "409", description = "There is one of this name")
    public Response add(byte[] body, @Context SecurityContext caller) throws IOException {
        ObjectNode form = JsonBody.object(body, LARGEST);
        JsonNode name = form.remove("name");
        if (name == null || !name.isTextual() || !NAME.matcher(name.textValue()).matches()) {
            throw Problem.invalid("name", "must be 1 to 100 letters, digits, dots, dashes, and not 'try' or 'days'");
        }
        StoredCalendar added = TriedCalendars.answer(() -> editing.add(name.textValue(), form, name(caller)));
        return answer(Response.created(URI.create("/api/v1/calendars/" + added.name())), added);
    }

    @GET
    @Path("{name}")
    @Operation(summary = "One calendar; the version is the ETag, and old versions stay readable by ?version=")
    public Response one(@PathParam("name") String name, @QueryParam("version") Long version) {
        Storable.Check.parameter("name", name);
        StoredCalendar found = transactions.inOne(connection -> version == null
                ? stored.one(connection, name)
                : stored.version(connection, name, version))
                .orElseThrow(() -> Problem.notFound("There is no calendar " + name + "."));
        return answer(Response.ok(), found);
    }

    @GET
    @Path("{name}/versions")
    @Operation(summary = "Every version of a calendar, the newest first")
    public Page<ShownCalendar> versions(@PathParam("name") String name, @QueryParam("page[size]") String size,
            @QueryParam("page[after]") String after) {
        Storable.Check.parameter("name", name);
        int limit = Page.size(size);
        long before = after == null ? Long.MAX_VALUE : number(after);
        List<StoredCalendar> found = transactions
                .inOne(connection -> stored.before(connection, name, before, limit + 1));
        if (found.isEmpty() && after == null) {
            throw Problem.notFound("There is no calendar " + name + ".");
        }
        List<ShownCalendar> shown = found.stream().map(calendar -> ShownCalendar.of(calendar, List.of(), null))
                .toList();
        return Page.of(shown, limit, calendar -> Long.toString(calendar.version()),
                "/api/v1/calendars/" + name + "/versions");
    }

    private static long number(String after) {
        if (!after.matches("\\d{1,18}")) {
            throw Problem.invalid("page[after]", "must be the cursor of an earlier answer");
        }
        return Long.parseLong(after);
    }

    @PATCH
    @Idempotent
    @Path("{name}")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Consumes({ MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RequestBody(content = @Content(schema = @Schema(implementation = CalendarForm.class)))
    @Operation(summary = "Merges fields into a calendar (RFC 7396) as a further version; If-Match guards against a change in between")
    @APIResponse(responseCode = "200", description = "The calendar as it is now")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it")
    @APIResponse(responseCode = "412", description = "The calendar has changed since it was read")
    public Response change(@PathParam("name") String name, @HeaderParam("If-Match") String ifMatch, byte[] body,
            @Context SecurityContext caller) throws IOException {
        Storable.Check.parameter("name", name);
        ObjectNode patch = JsonBody.object(body, LARGEST);
        return answer(Response.ok(),
                TriedCalendars.answer(() -> editing.change(name, patch, IfMatch.version(ifMatch), name(caller))));
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "Takes a calendar out of use; its versions stay readable")
    @APIResponse(responseCode = "204", description = "Nothing counts on it any more")
    @APIResponse(responseCode = "409", description = "Something still does; the detail lists what")
    public void delete(@PathParam("name") String name, @HeaderParam("If-Match") String ifMatch) {
        Storable.Check.parameter("name", name);
        editing.delete(name, IfMatch.version(ifMatch));
    }

    @PUT
    @Path("{name}/closed-days")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Consumes("text/calendar")
    @Operation(summary = "Puts the days off of an iCalendar file (RFC 5545) in the place of those of the file before", description = "Events of whole days count, also repeated ones, from last year to five years ahead.")
    @APIResponse(responseCode = "200", description = "How many days, and how many events were left out")
    @APIResponse(responseCode = "400", description = "It is no such file, or would close the calendar")
    public FiledDays file(@PathParam("name") String name, byte[] body) {
        Storable.Check.parameter("name", name);
        refuseLarge(body, LARGEST_FILE);
        return TriedCalendars.answer(() -> {
            IcalDays read = IcalDays.read(new String(body, StandardCharsets.UTF_8), clock.instant());
            editing.file(name, read.days());
            return new FiledDays(read.days().size(), read.ignored());
        });
    }

    @DELETE
    @Path("{name}/closed-days")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "Forgets the days off that came by a file")
    public void forgetFile(@PathParam("name") String name) {
        Storable.Check.parameter("name", name);
        editing.forgetFile(name);
    }

    @POST
    @Path("try")
    @RolesAllowed({ Roles.INTEGRATION, Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Operation(summary = "What a calendar answers", description = "add, subtract, between, is_open and next_open of "
            + "moments with a zone; add_days and days_between of dates. The calendar is written out, or the name of a "
            + "stored one. Nothing is kept.")
    @APIResponse(responseCode = "200", description = "A moment, a date, seconds, days, or whether it is open")
    @APIResponse(responseCode = "400", description = "A field is wrong; errors name it")
    public Trial.Answer tryOut(Trial trial) {
        if (trial == null) {
            throw Problem.invalid("body", "must be a JSON object");
        }
        return trial.ask(tried.read(trial.calendar()));
    }

    private Response answer(Response.ResponseBuilder response, StoredCalendar calendar) {
        ShownCalendar shown = transactions.inOne(connection -> shown(connection, List.of(calendar))).get(0);
        return response.entity(shown).tag(Long.toString(calendar.version())).build();
    }

    private static void refuseLarge(byte[] body, int largest) {
        if (body == null || body.length == 0) {
            throw Problem.invalid("body", "is missing");
        }
        if (body.length > largest) {
            throw Problem.tooLarge("body", "must be at most " + largest / 1024 + " KiB");
        }
    }

    private static String name(SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }
}
