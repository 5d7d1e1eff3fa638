// What became of something sent.
import * as ui from '../ui.js';
import {learn, term} from '../words.js';
import words from '../words/delivery.js';

learn(words);

const TONES = {delivered: 'good', read: 'good', sent: 'accent', failed: 'bad', suppressed: 'soon', held: 'soon', expired: 'soon'};

export const deliveryBadge = state => ui.badge(term('delivery', state), TONES[state] ?? '');
