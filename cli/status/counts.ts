import { unknownOf, type Judged, type ToDo } from "./judge";

/** What one run has seen, without keeping it. */
export class Counts {
  keys = 0;
  /** Keys whose due date is not known. */
  dueUnknown = 0;
  /** Live keys of which it was never written when they went live, who acknowledged them, when their certificate ends. */
  readonly neverWritten = { promotion: 0, acknowledgement: 0, certificate: 0 };
  /** Keys whose versions were not listed. */
  unseen = 0;
  readonly alarms: Partial<Record<ToDo["code"], number>> = {};
  /** What somebody has to do, but not yet at any price. */
  readonly others: Partial<Record<ToDo["code"], number>> = {};

  add({ facts, dueAt, toDo }: Judged): void {
    this.keys++;
    if (dueAt === undefined && facts.deletedDate === undefined) this.dueUnknown++;
    if (facts.unseen !== undefined) this.unseen++;
    if (facts.deletedDate === undefined) for (const what of unknownOf(facts)) this.neverWritten[what]++;
    for (const { code, isAlarm } of toDo) {
      const counted = isAlarm ? this.alarms : this.others;
      counted[code] = (counted[code] ?? 0) + 1;
    }
  }

  get needsSomebody(): boolean {
    return Object.keys(this.alarms).length > 0;
  }

  /** "3 keys: 1 due, 1 pending, due date of 2 unknown". */
  toString(): string {
    const told = [this.alarms, this.others].flatMap((counted) =>
      Object.entries(counted)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([code, count]) => `${count} ${code.replaceAll("-", " ")}`),
    );
    const more = [
      ...told,
      ...(this.dueUnknown > 0 ? [`due date of ${this.dueUnknown} unknown`] : []),
      ...Object.entries(this.neverWritten)
        .filter(([, count]) => count > 0)
        .map(([what, count]) => `${what} of ${count} unknown`),
      ...(this.unseen > 0 ? [`versions of ${this.unseen} not seen`] : []),
    ];
    if (this.keys === 0) return "no key of this package";
    const keys = `${this.keys} ${this.keys === 1 ? "key" : "keys"}`;
    return more.length === 0 ? `${keys}: nothing to do` : `${keys}: ${more.join(", ")}`;
  }
}
