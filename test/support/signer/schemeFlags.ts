const CLIENT = { clientId: "client-1" };

/** The options of a scheme for an endpoint, as docs/resources/schemes.md has them. */
export const SCHEME_OPTIONS: Readonly<Record<string, (endpoint: string) => Readonly<Record<string, string>>>> = {
  okta: (tokenUrl) => ({ ...CLIENT, tokenUrl }),
  entra: (tokenUrl) => ({ ...CLIENT, tokenUrl }),
  snowflake: () => ({ account: "acme-prod", user: "signer" }),
  salesforce: (endpoint) => ({
    ...{ consumerKey: "consumer-1", username: "signer@acme.example" },
    audience: new URL(endpoint).origin,
  }),
  netsuite: (tokenUrl) => ({ ...CLIENT, tokenUrl, scope: "rest_webservices" }),
  oci: () => ({ tenancy: "ocid1.tenancy.oc1..aaaa", user: "ocid1.user.oc1..aaaa" }),
};

/** As a command line has them. */
export const optionFlags = (options: Readonly<Record<string, string>>) =>
  Object.entries(options).flatMap(([name, value]) => ["--scheme-option", `${name}=${value}`]);

export const schemeFlags = (scheme: string, options: Readonly<Record<string, string>>) => [
  ...["--scheme", scheme],
  ...optionFlags(options),
];
