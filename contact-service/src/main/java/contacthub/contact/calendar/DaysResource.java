package contacthub.contact.calendar;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;

/** Official days of countries: those that ship, and those of the next year once it is published. */
@Path("/api/v1/calendars/days")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
@Tag(name = "calendars")
class DaysResource {

    private static final String CODE = "[A-Z]{2}(-[A-Z0-9]{1,3})?";

    private final Transactions transactions;
    private final CountryDays countries;

    DaysResource(Transactions transactions, CountryDays countries) {
        this.transactions = transactions;
        this.countries = countries;
    }

    /** The days of a year as JSON, for the interface description. */
    record Days(List<OfficialDay> days) {}

    /**
     * A year of a country.
     *
     * @param published false where nobody published it to us: public holidays are known then, moved days are not
     */
    record Year(String country, int year, boolean published, Totals totals, List<OfficialDay> days) {}

    @GET
    @Operation(summary = "The countries and years that were published to us, each with its totals")
    public Page<Year> all() {
        List<Year> years = transactions.inOne(connection -> countries.years(connection)).stream()
                .map(one -> year(one.country(), one.year(), List.of())).toList();
        return Page.of(years, Math.max(1, years.size()), year -> year.country() + "/" + year.year(),
                "/api/v1/calendars/days");
    }

    @GET
    @Path("{country}/{year}")
    @Operation(summary = "The official days of a year: days off, short days, weekends that work; totals for a week of 40 hours")
    public Year one(@PathParam("country") String country, @PathParam("year") String text) {
        checkCountry(country);
        int year = year(text);
        return year(country, year, TriedCalendars.answer(() -> countries.of(country)).in(year));
    }

    @PUT
    @Path("{country}/{year}")
    @RolesAllowed({ Roles.SUPERVISOR, Roles.ADMINISTRATOR})
    @Consumes({ MediaType.APPLICATION_JSON, "text/csv"})
    @RequestBody(content = {
            @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Days.class)),
            @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class))})
    @Operation(summary = "Puts a year's official days in the place of what was known of it", description = "As JSON {days: [{date, kind, name?, moved_from?}]}, or as CSV with these columns. The kind is "
            + "off, short (an hour less) or work (a weekend that works); moved_from is the day it was moved from.")
    @APIResponse(responseCode = "200", description = "The year as it counts from now on, with its totals")
    @APIResponse(responseCode = "400", description = "A day is wrong; errors name its line and field")
    public Year publish(@PathParam("country") String country, @PathParam("year") String text,
            @HeaderParam("Content-Type") String type, byte[] body, @Context SecurityContext caller) {
        checkCountry(country);
        int year = year(text);
        List<OfficialDay> days = YearFile.read(body, MediaType.valueOf(type), year);
        transactions.inOne(connection -> {
            countries.publish(connection, country, year, days, caller.getUserPrincipal().getName());
            return null;
        });
        return year(country, year, days);
    }

    private Year year(String country, int year, List<OfficialDay> days) {
        OfficialDays official = countries.of(country);
        return new Year(country, year, official.isPublished(year), Totals.of(official, year), days);
    }

    private static void checkCountry(String country) {
        if (!country.matches(CODE)) {
            throw Problem.invalid("country", "must be a code of ISO 3166 such as RU or DE-BY");
        }
    }

    private static int year(String text) {
        if (!text.matches("19\\d\\d|2[01]\\d\\d")) {
            throw Problem.invalid("year", "must be from 1900 to 2199");
        }
        return Integer.parseInt(text);
    }
}
