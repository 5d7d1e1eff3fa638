// Line drawings of 24 by 24; they say nothing that a word beside them does not.
import {html, svg} from './lib.js';

const DRAWN = {
  inbox: svg`<path d="M3 13l3-8h12l3 8v6H3zM3 13h5l1.500 3h5L16 13h5"/>`,
  customers: svg`<circle cx="9" cy="8" r="3.500"/><path d="M2.500 20c0-4 3-6.500 6.500-6.500s6.500 2.500 6.500 6.500M16 5a3.500 3.500 0 0 1 0 6.500M18 14c2.200.8 3.500 3 3.500 6"/>`,
  board: svg`<circle cx="12" cy="13" r="8"/><path d="M12 8.500V13l3 2M9 2h6"/>`,
  reports: svg`<path d="M4 20V4M4 20h17M8 16v-4M13 16V7M18 16v-6"/>`,
  segments: svg`<circle cx="12" cy="12" r="9"/><path d="M12 3v9l6.500 6"/>`,
  templates: svg`<path d="M6 3h9l4 4v14H6zM9 11h7M9 15h7"/>`,
  notifications: svg`<path d="M3 11l18-8-7 18-3-7z"/>`,
  imports: svg`<path d="M12 3v11M8 10.500l4 4 4-4M4 17v4h16v-4"/>`,
  settings: svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>`,
  health: svg`<path d="M3 12h4l2.500-6 4.500 12 2.500-6H21"/>`,
  theme: svg`<circle cx="12" cy="12" r="8"/><path d="M12 4v16a8 8 0 0 0 0-16z" fill="currentColor"/>`,
  keys: svg`<rect x="2" y="6" width="20" height="12" rx="2"/><path d="M6 10h.01M10 10h.01M14 10h.01M18 10h.01M7 14h10"/>`,
  out: svg`<path d="M10 4H4v16h6M15 8l4 4-4 4M19 12H9"/>`,
  search: svg`<circle cx="11" cy="11" r="6.500"/><path d="M16 16l5 5"/>`,
  menu: svg`<path d="M4 6h16M4 12h16M4 18h16"/>`,
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  reply: svg`<path d="M9 7L4 12l5 5M4 12h10c4 0 6 2 6 6"/>`,
  note: svg`<path d="M5 4h14v10l-5 6H5zM14 20v-6h5"/>`,
  in: svg`<path d="M19 5L5 19M5 9v10h10"/>`,
  back: svg`<path d="M14 5l-7 7 7 7"/>`,
  away: svg`<path d="M5 19L19 5M9 5h10v10"/>`,
};

export const icon = name => html`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none"
  stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${DRAWN[name]}</svg>`;
