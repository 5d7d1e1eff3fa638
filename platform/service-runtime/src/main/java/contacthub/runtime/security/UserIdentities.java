package contacthub.runtime.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.Startup;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.smallrye.mutiny.Uni;

/**
 * Knows people by name and password. A verified password is remembered, as a digest with its hash, while it is used at
 * least once a minute; a changed password or disabled account has another hash or none and is verified anew.
 */
@Startup
@ApplicationScoped
class UserIdentities implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST = 10_000;
    /** Verified for nobody, so that an unknown name takes as long as a wrong password. */
    private static final String NOBODY = Secrets.ofPassword(Secrets.random());

    private final Credentials credentials;
    private final Clock clock;
    private final Map<String, Instant> verified = new ConcurrentHashMap<>();
    private final String salt = Secrets.random();

    UserIdentities(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(UsernamePasswordAuthenticationRequest request,
            AuthenticationRequestContext context) {
        Optional<Credential> user = credentials.user(request.getUsername());
        String password = new String(request.getPassword().getPassword());
        if (user.isPresent() && isRemembered(user.get(), password)) {
            return Uni.createFrom().item(KeyIdentities.identity(user.get()));
        }
        return context.runBlocking(() -> verify(user, password));
    }

    /** One at a time, so that many requests of one person that come at once hash one password. */
    private synchronized SecurityIdentity verify(Optional<Credential> user, String password) {
        if (user.isPresent() && isRemembered(user.get(), password)) {
            return KeyIdentities.identity(user.get());
        }
        String hash = user.map(Credential::hash).orElse(NOBODY);
        if (!Secrets.passwordMatches(password, hash) || user.isEmpty()) {
            throw new AuthenticationFailedException("unknown name or wrong password");
        }
        remember(user.get(), password);
        return KeyIdentities.identity(user.get());
    }

    private boolean isRemembered(Credential user, String password) {
        Instant now = clock.instant();
        return verified.computeIfPresent(trace(user, password),
                (trace, until) -> now.isBefore(until) ? now.plus(REMEMBERED) : null) != null;
    }

    private void remember(Credential user, String password) {
        if (verified.size() >= MOST) {
            verified.clear();
        }
        verified.put(trace(user, password), clock.instant().plus(REMEMBERED));
    }

    private String trace(Credential user, String password) {
        return Base64.getEncoder().encodeToString(Secrets.sha256(salt + '\0' + user.hash() + '\0' + password));
    }
}
