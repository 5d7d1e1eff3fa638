/** A believable month of a made-up company, posted through the hub's public interface like any integration would. */
package contacthub.stack.demo;
