package contacthub.journeys;

import java.net.http.HttpRequest;

/**
 * One request that must be refused.
 *
 * @param field what the answer must name; empty where there is no field to name
 */
record BadRequest(String what, HttpRequest request, int status, String field) {

    /** Of the operator that the requests sign in as. */
    static final String OPERATOR_PASSWORD = "an operator of the journeys";
}
