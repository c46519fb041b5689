import * as assert from "node:assert/strict";
import { ociHeaders } from "../../../resources/partners/schemes/oci";
import { ociSignature } from "../../../resources/signer/schemes";
import { HTTP_SIGNATURE_KEY, HTTP_SIGNATURES } from "../../support/httpSignatureVectors";
import { KEYS } from "../../support/signer/schemeRows";

const { tenancy, user, date, requests } = HTTP_SIGNATURES;
const scheme = ociSignature({ tenancy, user }, { now: () => Date.UTC(2026, 10, 30, 9, 5, 7) });
const key = { versionId: "version-1", fingerprint: "", privateKey: HTTP_SIGNATURE_KEY };

describe("HTTP signatures of Oracle Cloud Infrastructure", () => {
  for (const { method, url, body, headers, signature } of requests) {
    it(`are those that Oracle publishes for its sample ${method}, byte for byte`, () => {
      // Of that day another weekday: its text is what was signed
      const request = { method, url, body, headers: new Headers() };
      const signed = ociHeaders({ tenancy, user }, date, request, HTTP_SIGNATURE_KEY);
      // The fingerprint of the sample's key as OpenSSL has it; the sample itself prints that of another key
      const keyId = `${tenancy}/${user}/73:61:a2:21:67:e0:df:be:7e:4b:93:1e:15:98:a5:b7`;
      assert.equal(
        signed["authorization"],
        `Signature version="1",headers="${headers}",keyId="${keyId}",algorithm="rsa-sha256",signature="${signature}"`,
      );
    });
  }

  it("sign the time of the machine and the caller's content type, and say what was signed of the body", () => {
    const headers = new Headers({ "content-type": "application/xml" });
    const signed = scheme.headers({ method: "PUT", url: "https://a.example/b", body: "<a/>", headers }, key);
    const { date: sent, "content-type": type, "content-length": length } = signed;
    assert.deepEqual(
      { sent, type, length },
      { sent: "Mon, 30 Nov 2026 09:05:07 GMT", type: "application/xml", length: "4" },
    );
  });

  it("are made with RSA keys alone", () => {
    const fitting = Object.entries(KEYS).filter(([, privateKey]) => scheme.fits(privateKey));
    assert.deepEqual(
      fitting.map(([name]) => name),
      ["RSA"],
    );
  });
});
