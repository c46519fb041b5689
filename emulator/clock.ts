export interface Clock {
  now(): Date;
  advance(milliseconds: number): void;
}

/** The machine's time, moved forward by what a test has advanced. */
export function movableClock(): Clock {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}
