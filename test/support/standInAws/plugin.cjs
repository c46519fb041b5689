// Stands in for the plugin of @pulumi/aws, which cannot be had offline: takes any settings and any resource, makes nothing.
const { main } = require("@pulumi/pulumi/provider");

/** @type {import("@pulumi/pulumi/provider").Provider} */
const provider = {
  version: "7.48.0",
  create: (urn, inputs) => Promise.resolve({ id: String(urn.split("::").at(-1)), outs: inputs }),
};

void main(provider, process.argv.slice(2));
