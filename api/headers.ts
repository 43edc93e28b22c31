import type { HelmetOptions } from 'helmet';

type Directives = Extract<HelmetOptions['contentSecurityPolicy'], object>['directives'];

/** Nothing frames an answer, and no base leads its addresses elsewhere; the rest is as helmet has it. */
export const safeHeaders = (directives: Directives = {}): HelmetOptions => ({
  contentSecurityPolicy: { directives: { baseUri: ["'none'"], frameAncestors: ["'none'"], ...directives } },
  xFrameOptions: { action: 'deny' },
});
