// Preloaded into the processes of quick scenarios: RSA-2048 keys come from a folder of keys made before (TEST_KEY_POOL), each
// once in a scenario, whose folder for temporary files notes the taken ones. A key that is not there is made, and kept for the next
// scenario. The product knows nothing of it: it asks node:crypto for a key, as ever.
"use strict";
const crypto = require("node:crypto");
const { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { promisify } = require("node:util");

/**
 * @typedef {import("node:crypto").KeyExportOptions<"pem">} Encoding
 * @typedef {{ modulusLength?: number, publicKeyEncoding?: Encoding, privateKeyEncoding?: Encoding }} Options
 * @typedef {crypto.KeyObject | string | Buffer} Key
 * @typedef {(type: string, options: Options) => Promise<{ publicKey: Key, privateKey: Key }>} Make
 */

const pool = /** @type {string} */ (process.env["TEST_KEY_POOL"]);
const taken = join(tmpdir(), "keys-taken");
const make = crypto.generateKeyPair;
const makeAsync = /** @type {Make} */ (promisify(make));

/**
 * @param {string} type
 * @param {Options} options
 * @param {(error: unknown, publicKey?: Key, privateKey?: Key) => void} callback
 */
function generateKeyPair(type, options, callback) {
  pooled(type, options).then(
    ({ publicKey, privateKey }) => callback(null, publicKey, privateKey),
    (error) => callback(error),
  );
}
Object.defineProperty(generateKeyPair, promisify.custom, { value: pooled });
Object.assign(crypto, { generateKeyPair });

/** @type {Make} */
async function pooled(type, options) {
  if (type !== "rsa" || options.modulusLength !== 2048) return makeAsync(type, options);
  const number = take();
  const privateKey = crypto.createPrivateKey((await read(number)) ?? (await add(number)));
  // Without an encoding node:crypto hands out the keys themselves
  const written = (/** @type {crypto.KeyObject} */ key, /** @type {Encoding | undefined} */ encoding) =>
    encoding === undefined ? key : key.export(encoding);
  return {
    publicKey: written(crypto.createPublicKey(privateKey), options.publicKeyEncoding),
    privateKey: written(privateKey, options.privateKeyEncoding),
  };
}

/** The first number that nobody in this scenario has taken. */
function take() {
  mkdirSync(taken, { recursive: true });
  for (let number = 0; ; number++) {
    try {
      writeFileSync(join(taken, String(number)), "", { flag: "wx" });
      return number;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    }
  }
}

const fileOf = (/** @type {number} */ number) => join(pool, `${number}.pem`);

/** @param {number} number */
async function read(number) {
  try {
    return readFileSync(fileOf(number), "utf8");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Whole or not at all, and never another key under a number that is taken by one.
 * @param {number} number
 */
async function add(number) {
  const encoding = /** @type {const} */ ({ type: "pkcs8", format: "pem" });
  const { privateKey } = await makeAsync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: encoding,
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  mkdirSync(pool, { recursive: true, mode: 0o700 });
  const half = join(pool, `.${process.pid}-${number}`);
  writeFileSync(half, /** @type {string} */ (privateKey), { mode: 0o600 });
  try {
    linkSync(half, fileOf(number));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
  } finally {
    rmSync(half);
  }
  return readFileSync(fileOf(number), "utf8");
}
