import { forwardTo } from "../../emulator";
import { corePath } from "../support/corePath";
import { motoPython, startMoto, type RunningMoto } from "../../workbench/moto";
import { CREDENTIALS_PROGRAM, KEY_PROGRAM } from "../support/programs";
import { Scenario } from "../support/scenario";
import { stagedRotation } from "../support/stagedRotation";

const FAST = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };

const python = motoPython();
if (python !== undefined) {
  describe("engine on moto, an independent Secrets Manager (its reads are asked by label or version: plain ones lie)", () => {
    let moto: RunningMoto;
    before(async () => {
      moto = await startMoto(python);
    });
    corePath(() => Scenario.start({ program: KEY_PROGRAM, env: FAST, backend: forwardTo(moto.url) }));
    after(() => moto.stop()); // after the scenario's own end, which reads once more
  });
}

if (python !== undefined) {
  describe("engine on moto: a staged rotation (moto would put a label on two versions, so only ours counts here)", () => {
    let moto: RunningMoto;
    before(async () => {
      moto = await startMoto(python);
    });
    stagedRotation(() => Scenario.start({ program: CREDENTIALS_PROGRAM, backend: forwardTo(moto.url) }));
    after(() => moto.stop());
  });
}
