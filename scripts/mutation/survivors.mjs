// Why a mutant may survive: for a person who reads docs/evidence/mutation.md. `line` is a part of the line that is mutated.

/** @type {readonly { file: string, line: string, why: string }[]} */
export const WHY = [];
