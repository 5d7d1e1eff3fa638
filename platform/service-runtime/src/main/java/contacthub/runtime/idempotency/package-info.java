/** {@code Idempotency-Key}: a request sent again under its key takes effect once and is answered alike (spec 20). */
package contacthub.runtime.idempotency;
