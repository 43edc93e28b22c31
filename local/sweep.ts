import { leaveTheHouse, takeTheHouse } from './lifetime.ts';
import { sayEnd } from './say.mjs';

/** After a start whose keeper was killed: ends the parts that it could not end itself. */
await takeTheHouse().then(leaveTheHouse, sayEnd);
