/** What to offer a customer next, ranked by what others said to it, and nothing to an angry one. */
package contacthub.segment.offer;
