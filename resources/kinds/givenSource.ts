import { readIssuedKey, sourceOf, type IssuedSource, type IssuedValue } from "./issuedSource";
import type { Findings, KindContext } from "./keyKind";

/** What a check makes of `issued`, of whatever kind the key is. */
export class GivenSource {
  constructor(private readonly issued: IssuedSource) {}

  /** What is there, or that it cannot be read. */
  async read(context: KindContext): Promise<IssuedValue | { readonly unreadable: string }> {
    try {
      return await readIssuedKey(this.issued, context);
    } catch (error) {
      return { unreadable: `cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown error"})` };
    }
  }

  refused(why: string): Findings {
    return refusedIssued(`issued: ${sourceOf(this.issued)}: ${why}`);
  }

  /** The key is needed, and there is none. */
  missing(absent: string, why = ""): Findings {
    return this.refused(`${absent}, and this run has to store the key${why}: provide it`);
  }
}

export function refusedIssued(reason: string): Findings {
  return { inputs: {}, failures: [{ property: "issued", reason }] };
}

/** The key was given in the place of its source. */
export function refusedKeyItself(why: string): Findings {
  return refusedIssued(
    `issued: what is given (not shown) ${why}, allowed: the name of the variable or the path of the file that holds it; ` +
      "if it is the key, take it out and treat it as known to others",
  );
}
