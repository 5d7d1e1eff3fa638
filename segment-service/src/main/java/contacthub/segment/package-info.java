/** Segments and value: facts about purchases become scores, scores become segments, each move with its reason. */
package contacthub.segment;
