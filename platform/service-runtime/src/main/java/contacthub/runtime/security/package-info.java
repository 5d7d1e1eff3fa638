/** Who is calling: people by password, integrations by key, both known from hashes kept in the service's own database. */
package contacthub.runtime.security;
