import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link CaSigned}. The key of the CA stays in its file: state has its path alone. */
export interface CaSignedArgs {
  readonly requestPem: pulumi.Input<string>;
  /** Path of the certificate of the CA, as PEM. */
  readonly caCertificate: pulumi.Input<string>;
  /** Path of the private key of the CA, as PEM. */
  readonly caKey: pulumi.Input<string>;
  readonly validityDays: pulumi.Input<number>;
}

type Inputs = { readonly [Name in keyof CaSignedArgs]: pulumi.Unwrap<CaSignedArgs[Name]> };

const provider: pulumi.dynamic.ResourceProvider<Inputs, Inputs & { readonly certificatePem: string }> = {
  async create(inputs) {
    const { execFileSync } = await import("node:child_process");
    const { randomBytes } = await import("node:crypto");
    const { requestPem, caCertificate, caKey, validityDays } = inputs;
    const serial = `0x40${randomBytes(15).toString("hex")}`;
    const by = ["-CA", caCertificate, "-CAkey", caKey, "-set_serial", serial, "-days", String(validityDays), "-sha256"];
    const certificatePem = execFileSync("openssl", ["x509", "-req", ...by], { input: requestPem, encoding: "utf8" });
    return { id: serial, outs: { ...inputs, certificatePem } };
  },
  async diff(_id, olds, news) {
    const names = ["requestPem", "caCertificate", "caKey", "validityDays"] as const;
    const replaces = names.filter((name) => olds[name] !== news[name]);
    return { changes: replaces.length > 0, replaces };
  },
};

/** A certificate that `openssl` signs with a CA in two files. It stands for a CA of your own. */
export class CaSigned extends pulumi.dynamic.Resource {
  declare readonly certificatePem: pulumi.Output<string>;

  constructor(name: string, args: CaSignedArgs, opts?: pulumi.CustomResourceOptions) {
    super(provider, name, { ...args, certificatePem: undefined }, opts);
  }
}
