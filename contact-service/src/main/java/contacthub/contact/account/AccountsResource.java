package contacthub.contact.account;

import java.util.List;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.smallrye.common.annotation.Blocking;

import contacthub.runtime.idempotency.Idempotent;
import contacthub.runtime.security.Roles;
import contacthub.runtime.security.Secrets;
import contacthub.runtime.web.Page;
import contacthub.runtime.web.Problem;

/** Accounts of people and keys of integrations. */
@Path("/api/v1")
@RolesAllowed(Roles.ADMINISTRATOR)
@Blocking
@Tag(name = "accounts")
class AccountsResource {

    private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,99}";

    private final Accounts accounts;

    AccountsResource(Accounts accounts) {
        this.accounts = accounts;
    }

    /** A new person. */
    record NewUser(@NotNull @Pattern(regexp = NAME) String name, @NotNull @Size(min = 10, max = 200) String password,
            @NotEmpty Set<String> roles) {}

    /** A new password. */
    record NewPassword(@NotNull @Size(min = 10, max = 200) String password) {}

    /** A new integration. */
    record NewKey(@NotNull @Pattern(regexp = NAME) String name) {}

    /** A key as it is shown once, when it is made. */
    record MadeKey(String name, String key) {}

    @GET
    @Path("users")
    @Operation(summary = "All accounts of people")
    public Page<Account> users() {
        return all(Account.USER);
    }

    @POST
    @Idempotent
    @Path("users")
    @Operation(summary = "Add a person with roles")
    public Response addUser(@NotNull @Valid NewUser user) {
        if (!Roles.PEOPLE.containsAll(user.roles)) {
            throw Problem.invalid("roles", "must be among operator, supervisor, administrator");
        }
        return Response.status(Response.Status.CREATED)
                .entity(accounts.addUser(user.name, user.password, List.copyOf(user.roles))).build();
    }

    @PUT
    @Path("users/{name}/password")
    @Operation(summary = "Set a person's password")
    public Account setPassword(@PathParam("name") String name, @NotNull @Valid NewPassword password) {
        return accounts.setPassword(name, password.password);
    }

    @DELETE
    @Path("users/{name}")
    @Operation(summary = "Disable a person's account")
    public Account disableUser(@PathParam("name") String name) {
        return accounts.disable(Account.USER, name);
    }

    @GET
    @Path("keys")
    @Operation(summary = "All integration keys, without the keys themselves")
    public Page<Account> keys() {
        return all(Account.KEY);
    }

    @POST
    @Idempotent
    @Path("keys")
    @Operation(summary = "Make a key for an integration; it is shown only now")
    public Response addKey(@NotNull @Valid NewKey key) {
        String secret = Secrets.random();
        accounts.addKey(key.name, secret);
        return Response.status(Response.Status.CREATED).entity(new MadeKey(key.name, secret)).build();
    }

    @DELETE
    @Path("keys/{name}")
    @Operation(summary = "Revoke a key")
    public Account revoke(@PathParam("name") String name) {
        return accounts.disable(Account.KEY, name);
    }

    private static Page<Account> all(String kind) {
        List<Account> found = Account.list("kind = ?1 order by name", kind);
        return Page.of(found, Math.max(1, found.size()), account -> account.name, "/api/v1/" + kind + "s");
    }
}
