package contacthub.runtime.web;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import contacthub.contracts.Json;

/** REST speaks the same JSON as events. */
class HubJson {

    @Produces
    @Singleton
    ObjectMapper mapper() {
        return Json.MAPPER;
    }
}
