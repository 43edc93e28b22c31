import type { Constraints, Field } from '#domain/standard/shape';

/** No date before the republic is meant, unless the standard bounds the column itself: `0025-01-31` is a year mistyped. */
const firstDay = '1945-08-17';

export function boundsOf({ type, constraints }: Field): Constraints {
  const isBounded = constraints.minimum !== undefined || constraints.exclusiveMinimum !== undefined;
  return type === 'date' && !isBounded ? { ...constraints, minimum: firstDay } : constraints;
}
