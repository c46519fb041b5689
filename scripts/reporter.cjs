// Mocha's spec reporter, which also leaves its totals where scripts/test.mjs can add them up.
"use strict";
const { writeFileSync } = require("node:fs");
const { Runner, reporters } = require("mocha");

class SpecWithTotals extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const file = process.env.MOCHA_TOTALS_FILE;
      if (file) writeFileSync(file, JSON.stringify({ passes, failures, pending }));
    });
  }
}

module.exports = SpecWithTotals;
