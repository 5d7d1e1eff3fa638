/** Facts in: what customers did, kept once each and summed up by day. */
package contacthub.segment.activity;
