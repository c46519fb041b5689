/** Window bits of the table that noble makes of a curve's base point when it is first used. */
const TABLE_WINDOW = 4;

interface Curve {
  readonly Point: { readonly BASE: { precompute(windowBits: number): unknown } };
}

const prepared = new WeakSet<Curve>();

/**
 * A curve of noble with a small table. Its default is 8 bits, whose table takes as long as the public keys of a hundred
 * pairs; most runs make one or two.
 */
export function withSmallTable<C extends Curve>(curve: C): C {
  if (prepared.has(curve)) return curve;
  prepared.add(curve);
  curve.Point.BASE.precompute(TABLE_WINDOW);
  return curve;
}
