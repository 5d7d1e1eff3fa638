/** What every HTTP answer has in common: problem details, pages, request ids, and the guard against path tricks. */
package contacthub.runtime.web;
