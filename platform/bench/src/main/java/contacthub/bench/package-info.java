/** Measures the packaged hub side by side with a baseline on the same machine in the same run. */
package contacthub.bench;
