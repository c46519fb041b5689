import type { Verify } from "./signedRequest";

/** Qredo's scheme: `x-sign` over timestamp, URL and body. */
export const verifyQredo: Verify = ({ headers, target, body }, { origin, apiKeys, keys, now, skewSeconds }) => {
  const [timestamp, signature, apiKey] = ["x-timestamp", "x-sign", "x-api-key"].map((name) => String(headers[name]));
  const isInTime = Math.abs(now - Number(timestamp)) <= skewSeconds;
  const payload = Buffer.concat([Buffer.from(`${timestamp}${origin}${target}`), body]);
  const bytes = Buffer.from(String(signature), "base64url");
  return isInTime && apiKeys.includes(String(apiKey)) && keys.some((key) => key.verifies(payload, bytes));
};
