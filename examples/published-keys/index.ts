import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { PartnerCredentials } from "pulumi-partner-keys/stacks";

const config = new pulumi.Config();
const path = "jwks.json";

const bucket = new aws.s3.Bucket("jwks");
new aws.s3.BucketPublicAccessBlock("jwks", {
  bucket: bucket.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});

const access = new aws.cloudfront.OriginAccessControl("jwks", {
  originAccessControlOriginType: "s3",
  signingBehavior: "always",
  signingProtocol: "sigv4",
});
const distribution = new aws.cloudfront.Distribution("jwks", {
  enabled: true,
  origins: [{ originId: "jwks", domainName: bucket.bucketRegionalDomainName, originAccessControlId: access.id }],
  defaultCacheBehavior: {
    targetOriginId: "jwks",
    viewerProtocolPolicy: "https-only",
    allowedMethods: ["GET", "HEAD"],
    cachedMethods: ["GET", "HEAD"],
    cachePolicyId: aws.cloudfront
      .getCachePolicyOutput({ name: "Managed-CachingOptimized" })
      .apply(({ id }) => id ?? ""),
  },
  restrictions: { geoRestriction: { restrictionType: "none" } },
  viewerCertificate: { cloudfrontDefaultCertificate: true },
});
new aws.s3.BucketPolicy("jwks", {
  bucket: bucket.id,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        principals: [{ type: "Service", identifiers: ["cloudfront.amazonaws.com"] }],
        actions: ["s3:GetObject"],
        resources: [pulumi.interpolate`${bucket.arn}/${path}`],
        conditions: [{ test: "StringEquals", variable: "AWS:SourceArn", values: [distribution.arn] }],
      },
    ],
  }).json,
});

const acme = new PartnerCredentials("acme", {
  partner: "acme",
  environment: "production",
  rotation: config.get("rotation") ?? "",
  artifact: { form: "jwks", alg: "RS256" },
  activation: "published",
  // The distribution knows the URL. The object does not: its content waits for the keys
  jwksUrl: pulumi.interpolate`https://${distribution.domainName}/${path}`,
  // Longer than the partner keeps a JWKS
  publishedForHours: 48,
  retirePreviousAfterHours: 168,
});

new aws.s3.BucketObjectv2("jwks", {
  bucket: bucket.id,
  key: path,
  content: acme.jwks,
  contentType: "application/json",
  cacheControl: "max-age=300",
});

export const { privateKeySecretArn, publicKeyFingerprint, pendingFingerprint, handoff } = acme;
export const jwksUrl = pulumi.interpolate`https://${distribution.domainName}/${path}`;
