/** Plain JDBC for the hot paths: transactions and set-based parameters. */
package contacthub.runtime.sql;
