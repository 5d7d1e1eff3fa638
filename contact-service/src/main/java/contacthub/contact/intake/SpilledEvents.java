package contacthub.contact.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import contacthub.contact.identity.NormalAddress;
import contacthub.contracts.Json;

/** What waits in the spill of one person, for when that person must be forgotten. */
@ApplicationScoped
public class SpilledEvents {

    private static final int AT_ONCE = 500;
    private static final String ALL = "SELECT seq, headers, data FROM intake_spill ORDER BY seq";
    private static final String DELETE = "DELETE FROM intake_spill WHERE seq = ANY (?)";

    private final Intake intake;

    SpilledEvents(Intake intake) {
        this.intake = intake;
    }

    /** Deletes the events sent from any of these addresses; answers how many. Those just being relayed come late. */
    public long forget(Connection connection, Collection<NormalAddress> addresses) throws SQLException {
        Set<String> refs = addresses.stream().map(NormalAddress::ref).collect(Collectors.toSet());
        List<Long> theirs = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(ALL)) {
            select.setFetchSize(AT_ONCE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (isFrom(refs, row.getString("headers"), row.getBytes("data"))) {
                        theirs.add(row.getLong("seq"));
                    }
                }
            }
        }
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setArray(1, connection.createArrayOf("bigint", theirs.toArray()));
            return delete.executeUpdate();
        }
    }

    private boolean isFrom(Set<String> refs, String headers, byte[] data) {
        String type = Json.read(headers.getBytes(UTF_8), JsonNode.class)
                .path("ce_type").asText();
        return intake.senders(type, data).stream().anyMatch(sender -> refs.contains(sender.ref()));
    }
}
