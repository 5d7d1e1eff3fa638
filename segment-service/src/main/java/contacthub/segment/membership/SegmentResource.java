package contacthub.segment.membership;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import contacthub.contracts.SegmentFact;
import contacthub.runtime.redirect.Redirects.Whole;
import contacthub.runtime.security.Roles;
import contacthub.runtime.sql.Transactions;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.RequestedId;
import contacthub.segment.activity.Customers;
import contacthub.segment.custom.CustomSegments;
import contacthub.segment.scoring.ScoringRules;

/** Segments over HTTP. */
@Path("/api/v1")
@Tag(name = "segments")
@RolesAllowed({ Roles.OPERATOR, Roles.SUPERVISOR, Roles.ADMINISTRATOR})
class SegmentResource {

    private final Transactions transactions;
    private final Customers customers;
    private final ScoringRules rules;

    SegmentResource(Transactions transactions, Customers customers, ScoringRules rules) {
        this.transactions = transactions;
        this.customers = customers;
        this.rules = rules;
    }

    @GET
    @Path("/segments")
    @Operation(summary = "All segments with the number of customers in each, empty ones too.")
    public Page<Segment> segments() {
        Map<String, Long> sizes = sizes();
        List<Segment> segments = Stream
                .of(activitySegments(), transactions.inCurrent(CustomSegments::names), sizes.keySet())
                .flatMap(Collection::stream).distinct()
                .map(name -> new Segment(name, SegmentFact.family(name), sizes.getOrDefault(name, 0L)))
                .toList();
        return Page.of(segments, segments.size(), Segment::name, "/api/v1/segments");
    }

    private List<String> activitySegments() {
        return transactions.inCurrent(rules::current).matrix().groups().stream()
                .map(group -> Memberships.ACTIVITY + "." + group).toList();
    }

    private static Map<String, Long> sizes() {
        return Membership.find("select segment, count(*) from Membership group by segment")
                .project(Object[].class).stream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1], Long::sum, TreeMap::new));
    }

    @GET
    @Path("/customers/{customer}/segments")
    @Operation(summary = "The segments a customer is in now, each with since when and why.")
    public Page<SegmentChange> segments(@PathParam("customer") String customer) {
        UUID id = customers.known(customer);
        List<SegmentChange> present = SegmentChange
                .list("id in (select change from Membership where customer = ?1) order by segment", id);
        return Page.of(present, present.size(), change -> change.segment, "/api/v1/customers/" + id + "/segments");
    }

    @GET
    @Path("/customers/{customer}/segment-history")
    @Operation(summary = "Every move of a customer between segments, newest first, with the reason and the deciding numbers.")
    public Page<SegmentChange> history(@PathParam("customer") String customer, @QueryParam("page[size]") String asked,
            @QueryParam("page[after]") String after) {
        Whole whole = customers.whole(customer);
        int size = Page.size(asked);
        List<SegmentChange> changes = after == null
                ? SegmentChange.find("customer in ?1 order by id desc", whole.parts()).range(0, size).list()
                : SegmentChange
                        .find("customer in ?1 and id < ?2 order by id desc", whole.parts(),
                                RequestedId.of("page[after]", after))
                        .range(0, size)
                        .list();
        return Page.of(changes, size, change -> change.id.toString(),
                "/api/v1/customers/" + whole.root() + "/segment-history");
    }
}
