/** The inputs come from the environment of the run, so that a step changes them without rewriting the program. */
const INPUTS = `
const count = Number(process.env["BENCH_KEYS"]);
const inputsOf = (i: number) => ({
  secretName: \`bench/key-\${i}\`,
  keepers: { rotation: process.env["BENCH_ROTATION"] ?? "" },
  recoveryWindowInDays: 7,
});
`;

/** N key pairs, as a user of the package declares them. */
export const PRODUCT_PROGRAM = `
import { RsaKeyPair } from "pulumi-partner-keys";
${INPUTS}
for (let i = 0; i < count; i++) new RsaKeyPair(\`key-\${i}\`, inputsOf(i));
`;

/** Written beside {@link FLOOR_PROGRAM}. Replaces where the product does, so that both run through the same steps. */
export const FLOOR_PROVIDER = {
  file: "floorProvider.cjs",
  text: `
exports.diff = async (_id, olds, news) => {
  const replaces = JSON.stringify(olds.keepers) === JSON.stringify(news.keepers) ? [] : ["keepers"];
  return { changes: replaces.length > 0, replaces };
};
exports.create = async (inputs) => ({ id: inputs.owner, outs: inputs });
`,
};

/** N dynamic resources that do nothing, with the same inputs and a provider text of the same form. */
export const FLOOR_PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
${INPUTS}
const load = 'require("node:module").createRequire(process.cwd() + "/_.js")("./${FLOOR_PROVIDER.file}")';

class Nothing extends pulumi.CustomResource {
  constructor(name: string, args: ReturnType<typeof inputsOf>) {
    super("pulumi-nodejs:dynamic/bench:Nothing", name, {
      ...args,
      owner: \`\${pulumi.getProject()}/\${pulumi.getStack()}/\${name}\`,
      region: process.env["AWS_REGION"],
      __provider: \`exports.handler = () => \${load};\`,
    });
  }
}
for (let i = 0; i < count; i++) new Nothing(\`key-\${i}\`, inputsOf(i));
`;
