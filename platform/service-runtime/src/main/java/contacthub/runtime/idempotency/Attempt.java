package contacthub.runtime.idempotency;

import java.util.UUID;

import contacthub.runtime.event.Ids;

/**
 * One request under a key: which key of which client, and what was asked. Whoever does not know the key can tell neither
 * it nor what was asked from the two digests.
 */
record Attempt(UUID id, UUID request, Seal seal) {

    static Attempt of(String client, String key, String method, String path, String body) {
        return new Attempt(Ids.named("idempotency", client, key),
                Ids.named("request", client, key, method, path, body), Seal.of(client, key));
    }
}
