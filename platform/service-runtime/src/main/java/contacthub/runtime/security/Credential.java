package contacthub.runtime.security;

import java.util.Set;

/** What is known of an account or key: enough to verify it, never the secret. */
record Credential(String kind, String name, String hash, Set<String> roles) {

    static final String USER = "user";
    static final String KEY = "key";
}
