package contacthub.runtime.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonGenerator;

import contacthub.contracts.Json;
import contacthub.runtime.sql.Transactions;

/**
 * Everything a service keeps of one person as one JSON object, rows as the database has them, streamed however much it
 * is. Who took it is logged, with the customer's id and nothing else.
 */
@ApplicationScoped
public class PersonalExport {

    private static final Logger LOG = Logger.getLogger(PersonalExport.class);
    private static final int ROWS_AT_ONCE = 500;

    private final Transactions transactions;
    private final Clock clock;

    PersonalExport(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The answer to a request for it.
     *
     * @param sections by name in the order of the answer: SQL that selects rows as JSON, its one parameter the customer
     */
    public Response of(UUID customer, Map<String, String> sections, SecurityContext caller) {
        LOG.infof("all data of customer %s is exported by %s", customer, caller.getUserPrincipal().getName());
        StreamingOutput body = out -> transactions.inNew(connection -> {
            write(connection, customer, sections, out);
            return null;
        });
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE)
                .header("Content-Disposition", "attachment; filename=\"customer-" + customer + ".json\"").build();
    }

    private void write(Connection connection, UUID customer, Map<String, String> sections, OutputStream out)
            throws SQLException {
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("customer", customer.toString());
            json.writeStringField("exported_at", clock.instant().toString());
            for (Map.Entry<String, String> section : sections.entrySet()) {
                json.writeArrayFieldStart(section.getKey());
                rows(connection, customer, section.getValue(), json);
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("the reader of the export went away", e);
        }
    }

    private static void rows(Connection connection, UUID customer, String sql, JsonGenerator json)
            throws SQLException, IOException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(ROWS_AT_ONCE);
            select.setObject(1, customer);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    json.writeRawValue(row.getString(1));
                }
            }
        }
    }
}
