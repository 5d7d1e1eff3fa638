package contacthub.runtime.security;

/** Fired in the transaction that changes accounts or keys of this instance's own database. */
public record CredentialsChanged() {}
