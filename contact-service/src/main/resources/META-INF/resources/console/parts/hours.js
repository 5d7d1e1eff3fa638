// Hours as people write them, 09:00-13:00, 14:00-18:00, and as the interface takes them: [["09:00", "13:00"], …].
import {spoken} from '../words.js';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const MONDAY = Date.UTC(2026, 0, 5, 12);

/** style: long or short. */
export const dayName = (day, style = 'long') => new Intl.DateTimeFormat(spoken(), {weekday: style, timeZone: 'UTC'})
    .format(new Date(MONDAY + DAYS.indexOf(day) * 86_400_000));

export const written = pairs => (pairs ?? []).map(pair => pair.join('-')).join(', ');

export const read = text => text.split(',').filter(part => part.trim()).map(part => part.split('-').map(time => time.trim()));
