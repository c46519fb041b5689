const COLUMNS = /.{1,64}/g;

/** Bytes as PEM (RFC 7468): 64 columns, LF, one final LF, as OpenSSL writes it. */
export function pemOf(label: string, der: Uint8Array): string {
  const lines = Buffer.from(der).toString("base64").match(COLUMNS) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
