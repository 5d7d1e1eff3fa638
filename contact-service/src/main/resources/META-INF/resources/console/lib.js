// lit-html as it comes in its jar; text that is put into a template is text, never markup.
export {html, svg, nothing, render} from '/_static/lit-html/3.3.1/lit-html.js';
export {repeat} from '/_static/lit-html/3.3.1/directives/repeat.js';
export {live} from '/_static/lit-html/3.3.1/directives/live.js';
export {ifDefined} from '/_static/lit-html/3.3.1/directives/if-defined.js';
