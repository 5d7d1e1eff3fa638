/** What Slack's Events API sends to an app's request URL, turned into the one inbound shape. */
package contacthub.contact.channel.slack;
