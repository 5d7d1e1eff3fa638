/** What tests of every service stand on: the local stack, fixtures that speak, and the rules of the house. */
package contacthub.testkit;
