/** The packaged services together, as processes on a real PostgreSQL and Kafka: stories, real data, faults, bad input. */
package contacthub.journeys;
